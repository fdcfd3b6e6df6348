// What the layers pass to each other: one HTTP exchange, before and after. Layers log `method` and `route`, nothing else.
import type { Readable } from 'node:stream'
import type { BackendMethod } from './request.js'
import type { Wait } from './wait.js'

export interface WireRequest {
  readonly method: BackendMethod
  /** True for a GET that changes something. */
  readonly changes?: boolean
  /** The template, safe to log. */
  readonly route: string
  /** Path and query as sent; may hold somebody's data. */
  readonly target: string
  /** Name, value, name, value. Holds the token. */
  readonly headers: string[]
  readonly body: string | Uint8Array | null
  readonly requestId: string
  /** Epoch milliseconds. */
  readonly deadline: number
  /** The caller's. */
  readonly signal: AbortSignal
  /** Requests of one key may share one answer; null is never shared. */
  readonly flightKey: string | null
}

/** The headers that anybody here reads. */
export interface AnswerHeaders {
  readonly contentType: string | null
  readonly contentLength: number | null
  /** Seconds, only where the backend gives a number. */
  readonly retryAfter: number | null
  readonly location: string | null
  readonly etag: string | null
  readonly lastModified: string | null
}

export interface WireHead {
  readonly status: number
  readonly headers: AnswerHeaders
}

export interface WireAnswer extends WireHead {
  readonly body: Buffer
}

/** A 200 streams; any other status has been read, as it is small. */
export interface WireFile extends WireHead {
  readonly body: Buffer | Readable
}

/** One layer, or several: request in, answer out, and a BackendError for no answer at all. It stops when the wait ends. */
export type Send<A extends WireHead = WireAnswer> = (request: WireRequest, wait: Wait) => Promise<A>

/** All of them: the request itself says until when it is waited for. */
export type Ask<A extends WireHead = WireAnswer> = (request: WireRequest) => Promise<A>

/** What must not be repeated, shared or given up half-way. */
export const isCommand = (request: Pick<WireRequest, 'method' | 'changes'>): boolean =>
  request.method !== 'GET' || request.changes === true
