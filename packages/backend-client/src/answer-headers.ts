// The few headers of an answer that anybody here reads.
import type { IncomingHttpHeaders } from 'node:http'
import type { AnswerHeaders } from './wire.js'

export function answerHeaders(headers: IncomingHttpHeaders): AnswerHeaders {
  return {
    contentType: first(headers['content-type']),
    contentLength: wholeNumber(first(headers['content-length'])),
    retryAfter: wholeNumber(first(headers['retry-after'])),
    location: first(headers.location),
    etag: first(headers.etag),
    lastModified: first(headers['last-modified']),
  }
}

/** Nothing here unpacks, and none is asked to pack. */
export const isPacked = (headers: IncomingHttpHeaders): boolean =>
  (first(headers['content-encoding']) ?? 'identity') !== 'identity'

const first = (value: string | string[] | undefined): string | null =>
  (Array.isArray(value) ? value[0] : value) ?? null

const wholeNumber = (text: string | null): number | null =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
