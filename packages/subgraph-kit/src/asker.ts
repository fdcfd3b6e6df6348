// Who is asking, in the words of the event log.
import { type CallContext, hasAccount } from '@ticketing/session'

function actorOf({ caller, staffId }: CallContext) {
  if (caller === null) return { id: null, role: 'GUEST' as const }
  return { id: staffId ?? (hasAccount(caller) ? String(caller.userId) : null), role: caller.role }
}

/** For the events that a request leads to. Staff of an outside identity provider has no number, but `staffId`. */
export function askerOf(call: CallContext) {
  const { clientName, requestId, traceparent } = call
  return { actor: actorOf(call), client: clientName, requestId, traceparent }
}
