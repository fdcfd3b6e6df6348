// What a backend client is handed. The interfaces are no wider than what is used; service-kit's log and metrics fit.
import type { Tally, Timing } from '@ticketing/service-kit'
import type { BackendContract } from './contract/backend-contract.js'

/** Never given a value of a request or an answer: routes, statuses and codes only. */
export interface BackendLog {
  warn(facts: object, message: string): void
  info(facts: object, message: string): void
}

type Labels = Record<string, string | number>

export interface BackendMetrics {
  counter(name: string, help: string, labels: string[]): { inc(labels: Labels): void }
  tally(name: string, help: string, labels: string[]): Pick<Tally, 'of'>
  timing(name: string, help: string, labels: string[]): Pick<Timing, 'of'>
}

export interface BackendClientOptions {
  /** `http://host:port` or with a path before `/api`; without credentials, query and fragment. */
  readonly baseUrl: string
  readonly log: BackendLog
  readonly metrics: BackendMetrics
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Told of each token that the backend refuses with 401. It must not throw. */
  readonly onTokenRefused?: (token: string) => void
  /** From 0 to 1, for the jitter of retries. Default Math.random. */
  readonly random?: () => number
  /** Parallel connections; further calls wait. Default 64. */
  readonly connections?: number
  /** Counts fields that are not in it, from a sample of the answers. Without one nothing is compared. */
  readonly contract?: BackendContract
  /** The longest that a GET may take, within the call's own deadline. Default 10 000. */
  readonly timeoutMs?: number
  /** The same for a command, which may render documents and send mail. Default 30 000. */
  readonly commandTimeoutMs?: number
  /** The longest that a file may stream. Default 60 000. */
  readonly downloadTimeoutMs?: number
  /** Parallel downloads; further ones wait. Apart from `connections`, so that slow readers hold up no call. Default 32. */
  readonly downloadConnections?: number
  /** The largest file, in bytes. Default 50 MB. */
  readonly maxFileBytes?: number
  /** The largest JSON answer, in bytes. Default 10 MB. */
  readonly maxAnswerBytes?: number
  /** Consecutive failures that open the breaker, and how long it refuses. Default 5 and 2 000 ms. */
  readonly breaker?: { readonly failures?: number; readonly coolDownMs?: number }
  /** Tries of a GET in all, first pause, and retries as a share of calls. Default 3, 50 ms, 0.1 with a burst of 10. */
  readonly retry?: {
    readonly attempts?: number
    readonly baseDelayMs?: number
    readonly share?: number
    readonly burst?: number
  }
}
