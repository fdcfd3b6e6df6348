// How the lack of an answer is told. A command that may have arrived is never called retryable: it may have happened.
import { CodedError } from '@ticketing/service-kit'
import { BackendInvalid, BackendTimeout, BackendUnreachable } from './backend-error.js'
import { isCommand, type WireRequest } from './wire.js'

// Failures before the first byte was sent.
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
])

type Named = Pick<WireRequest, 'method' | 'route' | 'changes'>
const naming = (request: Named, what: string) => `${request.method} ${request.route}: ${what}`

/** Facts for a command that may have been carried out; none for anything else. */
export function outcomeOf(request: Named, maybeSent: boolean) {
  return isCommand(request) && maybeSent ? { retryable: false, extensions: { outcomeUnknown: true } } : {}
}

/** What undici threw, as one of our errors. Where nobody waits any more, why that is says more. */
export function toTransportError(error: unknown, request: WireRequest): Error {
  if (error instanceof CodedError) return error
  const code = codeOf(error)
  if (code === 'UND_ERR_INVALID_ARG') {
    return new CodedError('INTERNAL_SERVER_ERROR', 'The request could not be made.', { cause: error })
  }
  // Without its cause: the parser's error holds what was received.
  if (textOf(error, 'name') === 'HTTPParserError') return invalidAnswer(request, 'the answer is not HTTP')
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return invalidAnswer(request, 'the headers are too large')
  return new BackendUnreachable('BACKEND_UNAVAILABLE', 'The ticketing backend cannot be reached.', {
    ...outcomeOf(request, !NEVER_SENT.has(code)),
    operatorMessage: naming(request, `no answer (${code})`),
    cause: error,
  })
}

export function timedOut(request: Named, maybeSent: boolean): BackendTimeout {
  return new BackendTimeout('BACKEND_TIMEOUT', 'The ticketing backend did not answer in time.', {
    ...outcomeOf(request, maybeSent),
    operatorMessage: naming(request, 'deadline passed'),
  })
}

/** An answer outside the contract. `what` and `fields` may name fields, never values. */
export function invalidAnswer(
  request: Named,
  what: string,
  status = 0,
  { fields = ['(answer)'], body }: { fields?: readonly string[]; body?: unknown } = {},
): BackendInvalid {
  return new BackendInvalid('The ticketing backend gave an answer that is not in its contract.', fields, {
    ...outcomeOf(request, status < 300),
    status,
    body,
    operatorMessage: naming(request, what),
  })
}

/** Why somebody else ended the call: their own coded reason, a deadline of theirs, or that they left. */
export function abandoned(reason: unknown): CodedError {
  if (reason instanceof CodedError) return reason
  if (textOf(reason, 'name') === 'TimeoutError') {
    return new CodedError('BACKEND_TIMEOUT', 'There was no time left to ask the ticketing backend.', {
      cause: reason,
    })
  }
  return new CodedError('SERVICE_UNAVAILABLE', 'The request was given up before it was answered.', {
    cause: reason,
  })
}

const codeOf = (error: unknown) => textOf(error, 'code') ?? 'unknown'

// No instanceof: errors of node itself may come from another realm than the code that meets them.
function textOf(value: unknown, key: 'code' | 'name'): string | null {
  if (typeof value !== 'object' || value === null || !(key in value)) return null
  const found: unknown = Reflect.get(value, key)
  return typeof found === 'string' ? found : null
}
