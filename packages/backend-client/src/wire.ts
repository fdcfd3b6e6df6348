// What the layers pass to each other: one HTTP exchange, before and after. Layers log `method` and `route`, nothing else.
import type { Readable } from 'node:stream'
import type { BackendMethod } from './request.js'

export interface WireRequest {
  readonly method: BackendMethod
  /** True for a GET that changes something. */
  readonly changes?: boolean
  /** The template, safe to log. */
  readonly route: string
  /** Path and query as sent; may hold somebody's data. */
  readonly target: string
  /** Holds the token. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | null
  readonly requestId: string
  /** Epoch milliseconds. */
  readonly deadline: number
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

/** One layer, or all of them: request in, answer out, and a BackendError for no answer at all. */
export type Send<A extends WireHead = WireAnswer> = (request: WireRequest) => Promise<A>

/** What must not be repeated, shared or given up half-way. */
export const isCommand = ({ method, changes = false }: Pick<WireRequest, 'method' | 'changes'>): boolean =>
  method !== 'GET' || changes
