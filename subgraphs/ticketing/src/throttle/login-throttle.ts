// Keeps within what the backend lets through: one counter for logins, registrations and reset mails of the whole world,
// since to it the gateway is a single client. Whoever tries too often is refused before that counter is touched.
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { BackendError } from '@ticketing/backend-client'
import { addressKey, CodedError } from '@ticketing/service-kit'
import type { CounterStore } from './counter-store.js'
import { createLimiter } from './limiter.js'

const MINUTE_SECONDS = 60
/** The backend's window is a minute; ours is a little longer, for the way there. */
const WINDOW_SECONDS = 61
const MOST_WAITING = 20
const LONGEST_WAIT_MS = 10_000
/** What is left of the deadline after waiting must do for the call itself. */
const CALL_MS = 5_000

/** Who tries what. */
export interface Attempt {
  /** The client's; null when it is not known. */
  readonly address: string | null
  /** The e-mail address of the account, whether there is one or not. */
  readonly account: string
  /** Epoch milliseconds. */
  readonly deadline: number
  readonly signal: AbortSignal
  /** Whether an attempt that succeeds is not counted against address and account, as with a right password. */
  readonly forgiven: boolean
}

export interface LoginThrottle {
  /**
   * Runs `send` when there is a place for it, after a short wait if need be. Throws RATE_LIMITED with `retryAfter`
   * (seconds) in its extensions when there is none, and when the backend says so.
   */
  run<T>(attempt: Attempt, send: () => Promise<T>): Promise<T>
}

export interface LoginThrottleOptions {
  /** What the backend lets through in a minute. */
  readonly perMinute: number
  /** Null: this process counts for itself. */
  readonly store: CounterStore | null
  /** How long a place is taken; default 61. */
  readonly windowSeconds?: number
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Default: a timer. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>
}

function tooMany(seconds: number): CodedError {
  return new CodedError('RATE_LIMITED', 'Too many attempts; try again in {seconds} seconds.', {
    values: { seconds },
    extensions: { retryAfter: seconds },
  })
}

const tooManyFor = (milliseconds: number) => tooMany(Math.ceil(milliseconds / 1000))

/** Addresses of people are nothing for a store of counters. */
const accountKey = (account: string): string =>
  createHash('sha256').update(account.trim().toLowerCase()).digest('base64url')

/** The backend's own refusal: others have used its counter. */
function asOurs(fault: unknown): unknown {
  if (!(fault instanceof BackendError) || fault.status !== 429) return fault
  const { retryAfter } = fault.extensions
  return tooMany(typeof retryAfter === 'number' ? retryAfter : MINUTE_SECONDS)
}

export function createLoginThrottle({
  perMinute,
  store,
  windowSeconds: seconds = WINDOW_SECONDS,
  now,
  wait = (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
}: LoginThrottleOptions): LoginThrottle {
  const limiter = (name: string, places: number) => createLimiter({ name, places, seconds, store })
  // One address, or whoever is after one account, never gets all places.
  const some = Math.max(1, perMinute - 1)
  const byAddress = limiter('login-address', some)
  const byAccount = limiter('login-account', some)
  const ofBackend = limiter('login-backend', perMinute)
  let waiting = 0

  async function waitForPlace({ deadline, signal }: Attempt): Promise<void> {
    for (;;) {
      const milliseconds = await ofBackend.take('all')
      if (milliseconds === 0) return
      const patience = Math.min(LONGEST_WAIT_MS, deadline - now() - CALL_MS)
      if (milliseconds > patience || waiting >= MOST_WAITING) throw tooManyFor(milliseconds)
      waiting += 1
      try {
        await wait(milliseconds, signal)
      } catch {
        throw tooManyFor(milliseconds)
      } finally {
        waiting -= 1
      }
    }
  }

  return {
    async run(attempt, send) {
      const own = [
        [byAddress, addressKey(attempt.address)],
        [byAccount, accountKey(attempt.account)],
      ] as const
      for (const [limit, key] of own) {
        const milliseconds = await limit.take(key)
        if (milliseconds > 0) throw tooManyFor(milliseconds)
      }
      await waitForPlace(attempt)
      try {
        const done = await send()
        if (attempt.forgiven) await Promise.all(own.map(([limit, key]) => limit.giveBack(key)))
        return done
      } catch (fault) {
        throw asOurs(fault)
      }
    },
  }
}
