// Keeps the service account from hammering the login: the backend lets five logins a minute through, for the whole world.
import { CodedError } from '@ticketing/service-kit'

type LoginRefusal = 'SERVICE_ACCOUNT_REFUSED' | 'SERVICE_ACCOUNT_THROTTLED' | 'SERVICE_ACCOUNT_NOT_ADMIN'

const FIRST_PAUSE_MS = 30_000
const LONGEST_PAUSE_MS = 10 * 60_000
const THROTTLE_MS = 60_000
const SHORT_PAUSE_MS = 1_000

const OPERATOR_TEXTS: Readonly<Record<LoginRefusal, string>> = {
  SERVICE_ACCOUNT_REFUSED: 'The backend refuses the service account: check its e-mail address and password.',
  SERVICE_ACCOUNT_THROTTLED: 'The backend throttles logins: the service account waits.',
  SERVICE_ACCOUNT_NOT_ADMIN: 'The service account is not an admin of the backend.',
}

export interface LoginPause {
  /** @throws CodedError, the one that began the pause, while it lasts */
  check(): void
  /** Begins a pause, longer after each refusal in a row, and gives the error that says so. */
  begin(reason: LoginRefusal): CodedError
  /** A breath after a login that failed without a refusal, and the error that says so: it was a read, so it may be repeated. */
  beginShort(cause: unknown): CodedError
  /** A login succeeded. */
  end(): void
}

export function createLoginPause({ now }: { now: () => number }): LoginPause {
  let refusals = 0
  let until = 0
  let error: CodedError | null = null

  const pauseMs = (reason: LoginRefusal) => {
    if (reason === 'SERVICE_ACCOUNT_THROTTLED') return THROTTLE_MS
    return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(refusals - 1, 10))
  }
  return {
    check() {
      if (error !== null && now() < until) throw error
    },
    begin(reason) {
      // Many callers may find the same refusal at once; it is one.
      if (error !== null && now() < until) return error
      refusals += 1
      until = now() + pauseMs(reason)
      error = refusal(reason)
      return error
    },
    beginShort(cause) {
      until = now() + SHORT_PAUSE_MS
      error = new CodedError('BACKEND_UNAVAILABLE', 'The ticketing backend cannot be reached.', {
        operatorMessage: 'The login of the service account failed without an answer to it.',
        cause,
      })
      return error
    },
    end() {
      refusals = 0
      error = null
    },
  }
}

const refusal = (reason: LoginRefusal) =>
  new CodedError('SERVICE_UNAVAILABLE', 'This cannot be read at present.', {
    extensions: { reason },
    operatorMessage: OPERATOR_TEXTS[reason],
  })
