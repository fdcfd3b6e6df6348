// Who is asking, in the words of the event log.
import { type CallContext, hasAccount } from '@ticketing/session'

/** For the events that a request leads to. Staff of an outside identity provider has a role and no number. */
export function askerOf({ caller, clientName, requestId, traceparent }: CallContext) {
  const actor =
    caller === null
      ? { id: null, role: 'GUEST' as const }
      : { id: hasAccount(caller) ? String(caller.userId) : null, role: caller.role }
  return { actor, client: clientName, requestId, traceparent }
}
