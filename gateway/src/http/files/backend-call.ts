// The backend is asked in the name of whoever opens or brings a file.
import type { BackendCall } from '@ticketing/backend-client'
import type { CallContext, Caller } from '@ticketing/session'

/** Null: as a guest. Never with a cart, which no file needs. */
export function toBackendCall(call: CallContext, caller: Caller | null): BackendCall {
  const { language, requestId, deadline, signal } = call
  return { token: caller?.backendToken ?? null, guestCartId: null, language, requestId, deadline, signal }
}
