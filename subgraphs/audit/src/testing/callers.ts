// For tests: requests of a guest and of signed-in people.
import type { CallContext, Role } from '@ticketing/session'

export const guest: CallContext = {
  caller: null,
  guestCartId: null,
  language: 'en',
  requestId: 'r-1',
  clientName: 'a test',
  clientAddress: null,
  idempotencyKey: null,
  traceparent: null,
  deadline: Number.MAX_SAFE_INTEGER,
  signal: new AbortController().signal,
  publicUrl: 'http://localhost',
}

export const as = (role: Role, userId: number): CallContext => ({
  ...guest,
  caller: { sessionId: null, userId, role, backendToken: 'a token' },
})
