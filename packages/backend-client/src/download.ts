// What becomes of an opened file: known types only, and a stream that ends when its reader or its time is gone.
import { finished, Readable } from 'node:stream'
import type { BackendFile, FileValidators, UnchangedFile } from './request.js'
import { toStatusError } from './status-errors.js'
import { abandoned, invalidAnswer, timedOut } from './transport-errors.js'
import type { AnswerHeaders, WireFile, WireRequest } from './wire.js'

const DOCUMENT_TYPES = ['application/pdf', 'image/png', 'image/jpeg']

export interface StreamLimits {
  /** The call's own signal. */
  readonly signal: AbortSignal
  /** So that a reader who stalls does not hold a connection for ever. Bounds a file without a length, too. */
  readonly timeoutMs: number
  /** The largest length that a file may announce. */
  readonly maxBytes: number
  /** Default: the types of tickets and invoices. */
  readonly types?: readonly string[] | undefined
}

/** @throws BackendError for a refusal, a redirect, or anything that is not a file of the contract */
export function toBackendFile(file: WireFile, request: WireRequest, limits: StreamLimits): BackendFile {
  const { status, headers, body } = file
  if (!(body instanceof Readable)) {
    if (status >= 400) throw toStatusError(request, { status, headers, body })
    throw invalidAnswer(request, `status ${status} for a file`, status)
  }
  const contentType = (headers.contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const fault = faultOf(contentType, headers.contentLength, limits)
  if (fault !== null) {
    body.on('error', () => {}).destroy()
    throw invalidAnswer(request, fault, status)
  }
  endWith(body, request, limits)
  return { status: 200, contentType, contentLength: headers.contentLength, ...validators(headers), body }
}

function faultOf(type: string, bytes: number | null, { types, maxBytes }: StreamLimits): string | null {
  if (!(types ?? DOCUMENT_TYPES).includes(type)) return 'the content type is not one of a file'
  return (bytes ?? 0) > maxBytes ? `the file is larger than ${maxBytes} bytes` : null
}

/** The same where a 304 may come, which has no body. */
export function toFileOrUnchanged(
  file: WireFile,
  request: WireRequest,
  limits: StreamLimits,
): BackendFile | UnchangedFile {
  return file.status === 304
    ? { status: 304, ...validators(file.headers) }
    : toBackendFile(file, request, limits)
}

const validators = ({ etag, lastModified }: AnswerHeaders): FileValidators => ({ etag, lastModified })

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
