// Maps a refusal of the backend to a code of ours, by status and code together: the backend's codes alone are ambiguous.
import type { ErrorCode } from '@ticketing/service-kit'
import { BackendError, type BackendErrorFacts } from './backend-error.js'
import {
  type ErrorBody,
  parseErrorBody,
  parseFieldErrors,
  parseShortages,
  type StockShortage,
} from './error-body.js'
import { outcomeOf } from './transport-errors.js'
import type { WireAnswer, WireRequest } from './wire.js'

interface Meaning {
  readonly code: ErrorCode
  readonly message: string
}

// The throttle counts by the minute and does not say how long to wait.
const THROTTLE_SECONDS = 60

const MEANINGS: Readonly<Record<number, Meaning>> = {
  400: { code: 'BAD_USER_INPUT', message: 'The ticketing backend does not accept this request.' },
  401: { code: 'UNAUTHENTICATED', message: 'Sign in first: the token is missing, invalid or expired.' },
  403: { code: 'FORBIDDEN', message: 'You may not do this.' },
  404: { code: 'NOT_FOUND', message: 'There is no such thing, or it belongs to somebody else.' },
  405: { code: 'BACKEND_INVALID_RESPONSE', message: 'The ticketing backend does not know this operation.' },
  409: { code: 'CONFLICT', message: 'This is not possible in the present state.' },
  413: { code: 'BAD_USER_INPUT', message: 'The request is too large.' },
  422: { code: 'BAD_USER_INPUT', message: 'Some of the values are not accepted.' },
  429: { code: 'RATE_LIMITED', message: 'Too many requests; wait before the next one.' },
  502: { code: 'BACKEND_UNAVAILABLE', message: 'The ticketing backend cannot reach a service it needs.' },
  503: { code: 'BACKEND_UNAVAILABLE', message: 'The ticketing backend is not available.' },
  504: { code: 'BACKEND_TIMEOUT', message: 'The ticketing backend did not answer in time.' },
}
const OTHER_CLIENT: Meaning = {
  code: 'BAD_USER_INPUT',
  message: 'The ticketing backend refused this request.',
}
const OTHER_SERVER: Meaning = { code: 'BACKEND_UNAVAILABLE', message: 'The ticketing backend failed.' }

// Where the backend's code says more than the status does.
const MESSAGES: Readonly<Record<string, string>> = {
  '401 invalid_credentials': 'The e-mail address or the password is wrong.',
  '403 account_disabled': 'This account is disabled.',
  '409 stock_unavailable': 'There are not enough places left.',
  '409 ticket_already_processed': 'This ticket has been used or is no longer valid.',
  '409 already_verified': 'This e-mail address is verified already.',
}

/** The error for an answer of 400 and above. */
export function toStatusError(request: WireRequest, answer: WireAnswer): BackendError {
  const body = parseErrorBody(answer.body)
  const { code, message } = meaningOf(answer.status)
  return new BackendError(code, MESSAGES[`${answer.status} ${body.code}`] ?? message, {
    status: answer.status,
    backendCode: body.code,
    body: body.content,
    operatorMessage: `${request.method} ${request.route}: ${answer.status} ${codeForLog(body)}`,
    ...factsOf(request, answer, body),
  })
}

/** The cart lines that are short, from a 409 `stock_unavailable`; null for any other error. */
export function stockShortages(error: unknown): readonly StockShortage[] | null {
  if (!(error instanceof BackendError) || error.status !== 409) return null
  return error.backendCode === 'stock_unavailable' ? parseShortages(error.body) : null
}

function meaningOf(status: number): Meaning {
  return MEANINGS[status] ?? (status < 500 ? OTHER_CLIENT : OTHER_SERVER)
}

function factsOf(request: WireRequest, answer: WireAnswer, body: ErrorBody): BackendErrorFacts {
  switch (answer.status) {
    case 409: // A state, not a race: the same request will meet it again.
      return { retryable: false }
    case 422: {
      const fields = parseFieldErrors(body.content)
      return fields === null ? {} : { extensions: { fields } }
    }
    case 429:
      return { extensions: { retryAfter: answer.headers.retryAfter ?? THROTTLE_SECONDS } }
    case 502:
    case 504:
      return outcomeOf(request, true)
    case 503: // The backend says this before it does anything.
      return {}
    default:
      // A backend that fails halfway has called Stripe or written rows, and its code does not tell.
      return answer.status >= 500 ? { ...outcomeOf(request, true), retryable: false } : {}
  }
}

// Codes are words; anything else is not for the log.
const codeForLog = (body: ErrorBody) =>
  body.code !== null && /^\w{1,60}$/.test(body.code) ? body.code : '(no code)'
