// One log format for every process: JSON lines on stdout, without secrets.

import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino'
import { redact, redactText } from './redaction.js'

/** A structured logger: `log.info({ facts }, 'what happened')`. */
export type Log = Logger

/** `level` defaults to `info`; `destination` to stdout. */
export interface LogOptions {
  readonly name: string
  readonly level?: string
  readonly destination?: DestinationStream
}

function serializeError(error: Error): Record<string, unknown> {
  return redact({ ...stdSerializers.err(error) })
}

/** Without a message of its own an entry gets its error's, which pino would print as it is. */
function withRedactedMessage(args: readonly unknown[]): unknown[] {
  const [first, ...rest] = args.map((arg) => (typeof arg === 'string' ? redactText(arg) : arg))
  if (rest.length > 0 || typeof first !== 'object' || first === null) return [first, ...rest]
  const error = 'err' in first ? first.err : first
  return error instanceof Error ? [first, redactText(error.message)] : [first]
}

/** Builds a log. Fields named like a secret, bearer tokens and passwords in URLs are replaced by `[redacted]`. */
export function createLog(options: LogOptions): Log {
  return pino(
    {
      name: options.name,
      level: options.level ?? 'info',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }), log: redact },
      serializers: { err: serializeError, error: serializeError },
      hooks: {
        logMethod(args, method) {
          method.apply(this, withRedactedMessage(args) as typeof args)
        },
      },
    },
    options.destination ?? pino.destination({ fd: 1, sync: false }),
  )
}
