// What becomes of an opened file: known types only, and a stream that ends when its reader or its time is gone.
import { finished, Readable } from 'node:stream'
import type { BackendFile } from './request.js'
import { toStatusError } from './status-errors.js'
import { abandoned, invalidAnswer, timedOut } from './transport-errors.js'
import type { WireFile, WireRequest } from './wire.js'

const FILE_TYPES = new Set(['application/pdf', 'image/png', 'image/jpeg'])

export interface StreamLimits {
  /** The call's own signal. */
  readonly signal: AbortSignal
  /** So that a reader who stalls does not hold a connection for ever. */
  readonly timeoutMs: number
}

/** @throws BackendError for a refusal, a redirect, or a type that is not a file of the contract */
export function toBackendFile(file: WireFile, request: WireRequest, limits: StreamLimits): BackendFile {
  const { status, headers, body } = file
  if (!(body instanceof Readable)) {
    if (status >= 400) throw toStatusError(request, { status, headers, body })
    throw invalidAnswer(request, `status ${status} for a file`, status)
  }
  const contentType = (headers.contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (!FILE_TYPES.has(contentType)) {
    body.on('error', () => {}).destroy()
    throw invalidAnswer(request, 'the content type is not one of a file', status)
  }
  endWith(body, request, limits)
  return { status: 200, contentType, contentLength: headers.contentLength, body }
}

function endWith(body: Readable, request: WireRequest, { signal, timeoutMs }: StreamLimits): void {
  const leave = () => body.destroy(abandoned(signal.reason))
  const timer = setTimeout(() => body.destroy(timedOut(request, true)), timeoutMs)
  signal.addEventListener('abort', leave, { once: true })
  // Also listens for errors, so that a stream nobody reads yet cannot end the process.
  finished(body, () => {
    clearTimeout(timer)
    signal.removeEventListener('abort', leave)
  })
  if (signal.aborted) leave()
}
