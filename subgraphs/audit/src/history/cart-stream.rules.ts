// Whose cart is meant by its id. Pure.
import { cartStream } from '@ticketing/event-log'
import { type CallContext, hasAccount } from '@ticketing/session'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * A user has one cart, so a number means the caller's own, whatever the number: nobody's is reached by another's. A UUID is
 * a guest's, who has it by knowing it. Null where the caller has no such cart.
 */
export function ownCartStream(id: string, { caller }: Pick<CallContext, 'caller'>): string | null {
  if (UUID.test(id)) return caller === null ? cartStream({ guestCartId: id }) : null
  return caller !== null && hasAccount(caller) ? cartStream({ userId: caller.userId }) : null
}
