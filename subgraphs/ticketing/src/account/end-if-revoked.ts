// A link does not say whose it is, but the backend revokes all tokens of that account: the caller's tells.
import { CodedError } from '@ticketing/service-kit'
import { loadOwnProfile } from '../backend/users.js'
import type { TicketingContext } from '../context.js'
import { endSessionsOf } from '../session/end-sessions-of.js'

/** Ends the caller's sessions, if the backend no longer takes his token. Whether it did. */
export async function endIfRevoked(context: TicketingContext): Promise<boolean> {
  const { ask, call, log } = context
  const { caller, requestId } = call
  if (caller === null) return false
  try {
    await loadOwnProfile(ask)
    return false
  } catch (fault) {
    if (!(fault instanceof CodedError && fault.code === 'UNAUTHENTICATED')) {
      // The link has been followed: that must not look like a failure.
      log.warn({ err: fault, requestId }, 'it is not known whether a session has ended')
      return false
    }
  }
  await endSessionsOf(context, caller.userId)
  return true
}
