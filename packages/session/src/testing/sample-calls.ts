// For tests: requests as subgraphs see them.
import type { CallContext, Caller } from '../call-context.js'

/** Of a guest without a cart, in English, for as long as it takes. */
export const guestCall = (changes: Partial<CallContext> = {}): CallContext => ({
  caller: null,
  guestCartId: null,
  language: 'en',
  requestId: 'r-1',
  clientName: null,
  clientAddress: null,
  idempotencyKey: null,
  traceparent: null,
  deadline: Number.MAX_SAFE_INTEGER,
  signal: new AbortController().signal,
  publicUrl: 'http://gateway.test',
  ...changes,
})

/** Of user 7, unless `caller` says otherwise. */
export const signedInCall = (caller: Partial<Caller> = {}, changes: Partial<CallContext> = {}): CallContext =>
  guestCall({
    caller: { sessionId: 's', userId: 7, role: 'USER', backendToken: '7|token', ...caller },
    ...changes,
  })
