// The forms of settings that several processes have.
import { z } from 'zod'

/** Given back without a trailing slash. */
export const httpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .transform((url) => url.replace(/\/+$/, ''))

export const databaseUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres URL' })

export const redisUrl = z.url({ protocol: /^rediss?$/, error: 'must be a redis or rediss URL' })

/** Of pino, `silent` included. */
export const logLevel = z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'])
