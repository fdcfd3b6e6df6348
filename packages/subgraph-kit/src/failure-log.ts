// One request may fail in a hundred fields for one reason: that is one line to read, not a hundred.
import type { FailureLog } from './failure.js'

interface Facts {
  readonly code?: unknown
  readonly reason?: unknown
  readonly err?: unknown
}

const reasonOf = ({ code, reason, err }: Facts): string =>
  JSON.stringify([code, err instanceof Error ? [err.name, err.message] : (reason ?? String(err))])

/** Writes down the first failure of each code and reason; make one for each request. */
export function onceEach(log: FailureLog): FailureLog {
  const written = new Set<string>()
  const write = (level: 'warn' | 'error') => (facts: object, message: string) => {
    const key = level + reasonOf(facts)
    if (written.has(key)) return
    written.add(key)
    log[level](facts, message)
  }
  return { warn: write('warn'), error: write('error') }
}
