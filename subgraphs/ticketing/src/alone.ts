// One command at a time on one thing, over all instances.
import { CodedError } from '@ticketing/service-kit'
import type { TicketingContext } from './context.js'

/**
 * Runs `work` alone on `key`. It calls `ensureAlone` just before each command it sends: that throws CONFLICT when the
 * lock has been lost meanwhile, so that nothing is sent beside somebody else.
 */
export function alone<T>(
  { call, locks }: TicketingContext,
  key: string,
  work: (ensureAlone: () => void) => Promise<T>,
): Promise<T> {
  const { deadline, signal } = call
  return locks.withLock(key, { deadline, signal }, ({ lost }) =>
    work(() => {
      if (lost.aborted)
        throw new CodedError('CONFLICT', 'Another command may be at work on the same thing; try again.')
    }),
  )
}
