// The names of streams: one for each thing of which there is a history. Who changes a thing appends to its stream.

/** A user has one cart; a guest's is named by its UUID. */
export const cartStream = (of: { readonly userId: number } | { readonly guestCartId: string }): string =>
  'userId' in of ? `cart:user:${of.userId}` : `cart:${of.guestCartId.toLowerCase()}`

export const paymentStream = (uuid: string): string => `payment:${uuid.toLowerCase()}`

/** By its token, which is all that a scan knows of it; the backend takes upper and lower case for the same. */
export const ticketStream = (token: string): string => `ticket:${token.toLowerCase()}`

export const productStream = (id: number | string): string => `product:${id}`

/** What is done to an account by others: its role, tickets that it is given. */
export const userStream = (id: number | string): string => `user:${id}`

/** `id`: the session's, or any UUID where the client brought a token without one. */
export const sessionStream = (id: string): string => `session:${id}`

/** `id`: Stripe's, of the event. */
export const webhookStream = (id: string): string => `webhook:${id}`

/** What was refused to one caller, named as an actor is; null: to guests. */
export const refusalStream = (callerId: string | null): string => `refusals:${callerId ?? 'guest'}`
