// The token of the REST API behind the caller's session, or in place of one.
import { CodedError } from '@ticketing/service-kit'
import { logOut } from '../backend/auth.js'
import type { TicketingContext } from '../context.js'

/** Ends it. A failure is only told where the token is all that the caller has. */
export async function endBackendToken({ ask, call, log }: TicketingContext): Promise<void> {
  try {
    await logOut(ask)
  } catch (fault) {
    const ended = fault instanceof CodedError && fault.code === 'UNAUTHENTICATED'
    // With a session of ours nobody holds that token.
    if (!ended && call.caller?.sessionId == null) throw fault
    if (!ended) log.warn({ err: fault, requestId: call.requestId }, 'a token of the backend was not ended')
  }
}
