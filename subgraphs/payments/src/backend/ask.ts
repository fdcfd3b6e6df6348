// One REST call on behalf of somebody: the caller, the service account, or Stripe.
import type { BackendCall, BackendClient, BackendRequest, ServiceAccount } from '@ticketing/backend-client'
import { CodedError } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'

/** Sends one call and gives its parsed answer; failures are CodedErrors. */
export type Ask = <T>(request: BackendRequest<T>) => Promise<T>

/** What a call needs besides a token. */
export type CallBase = Omit<BackendCall, 'token'>

// Nobody's leaving ends it: for commands, whose reads in between must not be cut off half-way either.
// One for each command, since everything that listens to a signal stays with it.
const never = (): AbortSignal => new AbortController().signal

/** The caller's own request: it ends when the client goes away. */
export const queryBase = (call: CallContext): CallBase => ({
  // A signed-in caller's calls never carry a guest's cart: with a dead token the backend would act on that one.
  guestCartId: null,
  language: call.language,
  requestId: call.requestId,
  deadline: call.deadline,
  signal: call.signal,
})

/** A command of the caller: once begun it runs to its deadline, whoever leaves. */
export const commandBase = (call: CallContext): CallBase => ({ ...queryBase(call), signal: never() })

/** Work that Stripe set off, for which no client waits. */
export const eventBase = (event: { requestId: string; deadline: number }): CallBase => ({
  ...event,
  guestCartId: null,
  language: 'en',
  signal: never(),
})

/** With this token, or with none. */
export function askWith(backend: Pick<BackendClient, 'send'>, base: CallBase, token: string | null): Ask {
  return (request) => backend.send(request, { ...base, token })
}

/** With the service account's token, for reads only. */
export function askAsService(
  backend: Pick<BackendClient, 'send'>,
  account: ServiceAccount,
  base: CallBase,
): Ask {
  return (request) => account.run(base, (call) => backend.send(request, call))
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
