// A failure that the backend itself has answered: what it was asked is over, and can be looked at.
import { BackendError } from '@ticketing/backend-client'

/** Whether the backend itself answered that it failed: it is no longer at work on what it was asked. */
export const isAnswered = (fault: unknown): fault is BackendError =>
  fault instanceof BackendError && fault.backendCode !== null

/** For commands that may be repeated: once the backend has answered, nothing of them is left to be found out. */
export async function orAnswered<T>(sent: Promise<T>): Promise<T> {
  try {
    return await sent
  } catch (fault) {
    throw isAnswered(fault) ? withKnownOutcome(fault) : fault
  }
}

/** The same failure, of a command of which it is known that it was not carried out. */
export function withKnownOutcome(fault: BackendError): BackendError {
  const { outcomeUnknown, retryable: _, ...extensions } = fault.extensions
  if (outcomeUnknown !== true) return fault
  const { status, backendCode, values, message: operatorMessage } = fault
  const facts = { status, backendCode, values, extensions, operatorMessage, cause: fault }
  return new BackendError(fault.code, fault.template, facts)
}
