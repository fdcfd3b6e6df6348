// What fails after a command was sent is another failure than that of a command which never was.
import { BackendError } from '@ticketing/backend-client'
import { CodedError } from '@ticketing/service-kit'

type Mark = { readonly carriedOut: true } | { readonly outcomeUnknown: true }

function marked(fault: unknown, mark: Mark): unknown {
  if (!(fault instanceof CodedError)) return fault
  const facts = {
    values: fault.values,
    extensions: { ...fault.extensions, ...mark },
    operatorMessage: fault.message,
    cause: fault,
  }
  if (!(fault instanceof BackendError)) return new CodedError(fault.code, fault.template, facts)
  const { status, backendCode, body } = fault
  return new BackendError(fault.code, fault.template, {
    ...facts,
    status,
    backendCode,
    body,
    retryable: false,
  })
}

/** What is done after a command that was carried out: its failures say so, with `carriedOut: true`. */
export const afterCommand = <T>(work: Promise<T>): Promise<T> =>
  work.catch((fault: unknown) => {
    throw marked(fault, { carriedOut: true })
  })

/** The failure of a command, or of a look at what it did, that may have been carried out: `outcomeUnknown: true`. */
export const ofUnknownOutcome = (fault: unknown): unknown => marked(fault, { outcomeUnknown: true })
