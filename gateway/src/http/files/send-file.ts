// A file of the backend on its way to the client: whole, in part, or its head alone. It is read as fast as the client
// reads, and given up when the client leaves.
import type { OutgoingHttpHeaders } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { BackendFile } from '@ticketing/backend-client'
import { type Exchange, headerOf } from '../exchange.js'
import { Refusal } from '../refusal.js'
import { type ByteRange, parseRange, slice } from './range.js'

/** A part of an older state must not be put together with this one. */
function isSameState(condition: string | undefined, { etag, lastModified }: BackendFile): boolean {
  if (condition === undefined) return true
  const isStrong = etag?.startsWith('"') === true
  return (isStrong && condition === etag) || condition === lastModified
}

function rangeOf({ request }: Pick<Exchange, 'request'>, file: BackendFile): ByteRange | 'beyond' | null {
  // Without a length nobody can tell where a part ends; and a range is defined for GET only.
  if (file.contentLength === null || request.method !== 'GET') return null
  if (!isSameState(headerOf(request, 'if-range'), file)) return null
  return parseRange(headerOf(request, 'range'), file.contentLength)
}

function lengthHeaders(size: number | null, range: ByteRange | null): OutgoingHttpHeaders {
  if (size === null) return {}
  if (range === null) return { 'accept-ranges': 'bytes', 'content-length': size }
  const { start, end } = range
  return {
    'accept-ranges': 'bytes',
    'content-length': end - start + 1,
    'content-range': `bytes ${start}-${end}/${size}`,
  }
}

/** Answers GET with 200 or 206, HEAD with 200. Throws a Refusal with 416 for a range beyond the end. */
export async function sendFile(
  { request, response }: Pick<Exchange, 'request' | 'response'>,
  file: BackendFile,
  headers: OutgoingHttpHeaders,
): Promise<void> {
  const { body, contentType, contentLength: size } = file
  const range = rangeOf({ request }, file)
  if (range === 'beyond') {
    body.destroy()
    throw new Refusal('BAD_USER_INPUT', 416, 'The range begins beyond the end of the file.', {
      headers: { 'content-range': `bytes */${size}` },
    })
  }
  response.writeHead(range === null ? 200 : 206, {
    ...headers,
    'content-type': contentType,
    ...lengthHeaders(size, range),
  })
  if (request.method === 'HEAD') {
    body.destroy()
    response.end()
    return
  }
  await pipeline(range === null ? body : slice(body, range), response)
}
