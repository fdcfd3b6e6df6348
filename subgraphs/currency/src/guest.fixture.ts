import type { CallContext } from '@ticketing/session'

/** A request of somebody who is not signed in. */
export const guest: CallContext = {
  caller: null,
  guestCartId: null,
  language: 'fr',
  requestId: 'r-1',
  clientName: null,
  clientAddress: null,
  idempotencyKey: null,
  traceparent: null,
  deadline: Number.MAX_SAFE_INTEGER,
  signal: new AbortController().signal,
  publicUrl: 'http://localhost',
}
