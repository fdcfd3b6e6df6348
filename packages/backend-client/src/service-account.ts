// One admin login for reads that a caller's own routes do not give. Callers must have checked first that the record is theirs.
import { CodedError } from '@ticketing/service-kit'
import { BackendError } from './backend-error.js'
import { createLoginPause } from './login-pause.js'
import type { BackendCall, BackendClient } from './request.js'
import { LOGIN, type Login, logIn } from './service-login.js'
import { openTimeScope } from './time-scope.js'
import { abandoned, timedOut } from './transport-errors.js'

// The backend's tokens live 24 hours.
const TOKEN_LIFE_MS = 23 * 60 * 60 * 1000

type CallWithoutToken = Omit<BackendCall, 'token'>

export interface ServiceAccount {
  /**
   * The call with the service account's token, after a login if need be.
   * @throws CodedError SERVICE_UNAVAILABLE with `extensions.reason` SERVICE_ACCOUNT_REFUSED, SERVICE_ACCOUNT_THROTTLED
   * or SERVICE_ACCOUNT_NOT_ADMIN, and no login for a while; BACKEND_UNAVAILABLE, BACKEND_TIMEOUT
   */
  call(base: CallWithoutToken): Promise<BackendCall>
  /** Runs reads as the service account; when its token is refused, logs in again and runs them once more. GETs only. */
  run<T>(base: CallWithoutToken, work: (call: BackendCall) => Promise<T>): Promise<T>
}

export interface ServiceAccountOptions {
  readonly client: Pick<BackendClient, 'send'>
  readonly email: string
  readonly password: string
  /** Epoch milliseconds. */
  readonly now: () => number
}

export function createServiceAccount(options: ServiceAccountOptions): ServiceAccount {
  const { now } = options
  const pause = createLoginPause({ now })
  let current: Login | null = null
  let underWay: Promise<Login> | null = null

  const login = (requestId: string): Promise<Login> => {
    pause.check()
    underWay ??= logIn(options, requestId, pause)
      .then((done) => {
        current = done
        return done
      })
      .finally(() => {
        underWay = null
      })
    return underWay
  }
  const loginFor = async (base: CallWithoutToken): Promise<Login> => {
    if (current !== null && now() - current.at < TOKEN_LIFE_MS) return current
    return whileWaiting(login(base.requestId), base, now)
  }
  const dismiss = (refused: Login) => {
    // Somebody else may have logged in again meanwhile.
    if (current === refused) current = null
  }
  const attempt = async <T>(
    base: CallWithoutToken,
    using: Login,
    work: (call: BackendCall) => Promise<T>,
  ) => {
    try {
      return { value: await work({ ...base, token: using.token }) }
    } catch (error) {
      if (error instanceof BackendError && error.status === 401) return null
      throw asOurs(error)
    }
  }

  return {
    call: async (base) => ({ ...base, token: (await loginFor(base)).token }),
    async run(base, work) {
      for (const last of [false, true]) {
        const using = await loginFor(base)
        const done = await attempt(base, using, work)
        if (done !== null) return done.value
        dismiss(using)
        // A token fresh from the login is refused: another login would not mend it.
        if (last) break
      }
      throw pause.begin('SERVICE_ACCOUNT_REFUSED')
    },
  }
}

/** The client must not be told that it is signed out, or may not, when it is the service account that may not. */
function asOurs(error: unknown): unknown {
  if (!(error instanceof BackendError) || error.status !== 403) return error
  return new CodedError('SERVICE_UNAVAILABLE', 'This cannot be read at present.', {
    extensions: { reason: 'SERVICE_ACCOUNT_NOT_ADMIN' },
    operatorMessage: 'The service account may not read this: it has to be an admin.',
    cause: error,
  })
}

/** Waits for the shared login, but no longer than the caller does. */
async function whileWaiting(
  login: Promise<Login>,
  base: CallWithoutToken,
  now: () => number,
): Promise<Login> {
  const scope = openTimeScope({
    leftMs: base.deadline - now(),
    late: () => timedOut(LOGIN, false),
    signal: base.signal,
    left: abandoned,
  })
  try {
    return await Promise.race([login, scope.ended])
  } finally {
    scope.close()
  }
}
