/** The only reader of the environment in the double's own process. */

export interface StripeDoubleSettings {
  readonly port: number
  readonly host: string
  readonly dataDir: string | undefined
  readonly webhookUrl: string | undefined
  readonly webhookSecret: string
  readonly logLevel: string
}

const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']

/** Throws one Error that lists every fault, a line each, by the names of the settings. */
export function readSettings(env: NodeJS.ProcessEnv): StripeDoubleSettings {
  const port = Number(env.PORT || 4002)
  const webhookUrl = env.WEBHOOK_URL || undefined
  const webhookSecret = env.STRIPE_WEBHOOK_SECRET ?? ''
  const logLevel = env.LOG_LEVEL || 'info'
  const faults = [
    Number.isInteger(port) && port >= 0 && port <= 65_535 ? '' : 'PORT must be a number from 0 to 65535',
    webhookUrl === undefined || isHttpUrl(webhookUrl) ? '' : 'WEBHOOK_URL must be an http or https URL',
    webhookSecret === '' ? 'STRIPE_WEBHOOK_SECRET is missing: receivers verify webhooks with it' : '',
    LOG_LEVELS.includes(logLevel) ? '' : `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}`,
  ].filter((fault) => fault !== '')
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return Object.freeze({
    port,
    host: env.HOST || '127.0.0.1',
    dataDir: env.DATA_DIR || undefined,
    webhookUrl,
    webhookSecret,
    logLevel,
  })
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}
