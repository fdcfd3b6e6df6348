// One REST call on behalf of whoever asks.
import type { BackendCall, BackendClient, BackendRequest } from '@ticketing/backend-client'
import { CodedError } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'

/**
 * What one call differs in from the caller's others: the credentials of a login being made, another language, or a time
 * of its own for a look after the request has ended.
 */
type Difference = Partial<Pick<BackendCall, 'token' | 'guestCartId' | 'language' | 'deadline' | 'signal'>>

/** For what is the same whoever is signed in, such as following a link from a mail. */
export const asNobody = { token: null, guestCartId: null } as const satisfies Difference

/** Sends one call of this request and gives its parsed answer; failures are CodedErrors. */
export type Ask = <T>(request: BackendRequest<T>, as?: Difference) => Promise<T>

// A signed-in caller's calls never carry a guest's cart: with a dead token the backend would act on that one.
function toBackendCall(call: CallContext): BackendCall {
  return {
    token: call.caller?.backendToken ?? null,
    guestCartId: call.caller ? null : call.guestCartId,
    language: call.language,
    requestId: call.requestId,
    deadline: call.deadline,
    signal: call.signal,
  }
}

export function createAsk(backend: Pick<BackendClient, 'send'>, call: CallContext): Ask {
  const own = toBackendCall(call)
  return (request, as) => backend.send(request, as ? { ...own, ...as } : own)
}

/** Null in place of NOT_FOUND. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (fault) {
    if (fault instanceof CodedError && fault.code === 'NOT_FOUND') return null
    throw fault
  }
}
