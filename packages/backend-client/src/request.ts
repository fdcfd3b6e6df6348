// What a caller of this package says about one REST call, and what it gets back.
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Language } from './language.js'

/** Who asks, and how long there is. Taken from the request that the gateway is answering. */
export interface BackendCall {
  /** The backend's own bearer token; null for a guest. Never logged. */
  readonly token: string | null
  /** A guest's cart, a UUID. */
  readonly guestCartId: string | null
  readonly language: Language
  /** Passed on as `X-Request-Id`: 1 to 128 printable ASCII characters. */
  readonly requestId: string
  /** Epoch milliseconds. The client's own time limit may end a call earlier, never later. */
  readonly deadline: number
  /** Aborts a GET and a download. A command that has been sent runs to its deadline. */
  readonly signal: AbortSignal
}

export type BackendMethod = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
export type PathParams = Readonly<Record<string, string | number>>
export type QueryValue = string | number | boolean | null | undefined
export type Query = Readonly<Record<string, QueryValue>>

/** One REST call and the shape of its answer. */
export interface BackendRequest<T> {
  readonly method: BackendMethod
  /** A template, `/api/products/{product}`: what metrics and logs name. */
  readonly route: string
  /** One value for each `{name}` of the route; each is checked and stays in its segment. */
  readonly params?: PathParams
  /** Null, undefined and blank values are dropped; true and false are sent as 1 and 0. */
  readonly query?: Query
  /** Sent as JSON; a FormData as multipart; a Uint8Array byte by byte (a signed body), as JSON by its content type. */
  readonly body?: unknown
  /** Further headers, in lower case, such as a signature. The client's own headers cannot be replaced. */
  readonly headers?: Readonly<Record<string, string>>
  /** Checks the answer at the border. An answer without content (204) is `undefined`: use `noContent`. */
  readonly answer: z.ZodType<T>
  /** The list that the backend's own 404 stands for (it says 404 for an empty page). GET only. */
  readonly emptyOn404?: T
  /** What the answer may take, in milliseconds, where that is more or less than usual. The call's deadline holds too. */
  readonly timeoutMs?: number
  /** A GET that changes something, such as following a mailed link: treated as the command that it is. */
  readonly changes?: boolean
  /** The answer is the same for everybody: asked without token and guest cart, and shared between callers. */
  readonly public?: boolean
  /** A public answer that may be some seconds old, where the caller of this package keeps such answers for a while. */
  readonly mayBeKept?: boolean
}

/** What a cache may be told of a file; null where the backend does not say. */
export interface FileValidators {
  readonly etag: string | null
  /** An HTTP date. */
  readonly lastModified: string | null
}

/** A file that is being streamed. Destroy `body` if it is not read to its end. */
export interface BackendFile extends FileValidators {
  readonly status: 200
  /** One of the types asked for, without parameters. */
  readonly contentType: string
  /** Bytes, or null where the backend does not say. */
  readonly contentLength: number | null
  readonly body: Readable
}

/** What the asker has is still so. */
export interface UnchangedFile extends FileValidators {
  readonly status: 304
}

export interface DownloadRequest
  extends Pick<BackendRequest<unknown>, 'route' | 'params' | 'headers' | 'public'> {
  /** What the file may be. Default: `application/pdf`, `image/png` and `image/jpeg`, the types of tickets and invoices. */
  readonly types?: readonly string[]
}

/** Calls to one ticketing backend. Every failure is a CodedError, most of them BackendErrors. */
export interface BackendClient {
  /** Sends one call and gives its parsed answer. */
  send<T>(request: BackendRequest<T>, call: BackendCall): Promise<T>
  /**
   * Opens a file. The call's signal ends the stream too; its deadline is for the headers only. It is read from the
   * backend no faster than by its reader, over connections apart from those of `send`.
   */
  download(request: DownloadRequest, call: BackendCall): Promise<BackendFile>
  /** The same for a file that the asker may have already: `conditions` are `if-none-match`, `if-modified-since`. */
  downloadIfChanged(
    request: DownloadRequest,
    call: BackendCall,
    conditions: Readonly<Record<string, string>>,
  ): Promise<BackendFile | UnchangedFile>
  /** Waits for what is under way, then closes the connections. */
  close(): Promise<void>
}
