// What the log is told of sessions.
import { cartStream, eventIds, type Outgoing, sessionStream } from '@ticketing/event-log'

type OnStream = Outgoing & { readonly stream: string }

export const signedIn = (userId: number, session: string): OnStream => ({
  type: 'SignedIn',
  stream: sessionStream(session),
  data: { user: String(userId), session },
})

export const sessionEnded = (userId: number, session: string): OnStream => ({
  type: 'SignedOut',
  stream: sessionStream(session),
  id: eventIds.signedOut(session),
  data: { user: String(userId), session },
})

/** Of the backend, without a session: in the history of the command. */
export const tokenEnded = (userId: number): Outgoing => ({
  type: 'SignedOut',
  data: { user: String(userId), session: null },
})

/** Stands in the history of both carts: `of` says which. The number of the user's is not known at a login. */
export const cartsMerged = (userId: number, guestCart: string, of: 'the guest' | 'the user'): OnStream => ({
  type: 'CartsMerged',
  stream: cartStream(of === 'the user' ? { userId } : { guestCartId: guestCart }),
  data: { cart: null, owner: String(userId), guestCart },
})
