// The innermost layer: one exchange over undici. Redirects are not followed, packed answers are not unpacked.
import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'
import { invalidAnswer, toTransportError } from '../transport-errors.js'
import type { AnswerHeaders, Send, WireFile, WireRequest } from '../wire.js'

export interface OverHttpOptions {
  readonly pool: Dispatcher
  /** The base URL's path, '' or '/prefix'. */
  readonly prefix: string
  /** The largest answer that is read into memory. */
  readonly maxBytes: number
}

/** Reads every answer whole. */
export function sendOverHttp(options: OverHttpOptions): Send {
  return (request) =>
    guarded(request, async () => {
      const { status, headers, stream } = await exchange(options, request)
      return { status, headers, body: await readAll(stream, headers, request, options.maxBytes) }
    })
}

/** Leaves the body of a 200 to the caller, and reads any other. */
export function openOverHttp(options: OverHttpOptions): Send<WireFile> {
  return (request) =>
    guarded(request, async () => {
      const { status, headers, stream } = await exchange(options, request)
      if (status === 200) return { status, headers, body: stream }
      return { status, headers, body: await readAll(stream, headers, request, options.maxBytes) }
    })
}

async function guarded<A>(request: WireRequest, work: () => Promise<A>): Promise<A> {
  try {
    return await work()
  } catch (error) {
    throw toTransportError(error, request)
  }
}

type Stream = Dispatcher.ResponseData['body']

async function exchange({ pool, prefix }: OverHttpOptions, request: WireRequest) {
  const response = await pool.request({
    method: request.method,
    path: prefix + request.target,
    headers: request.headers,
    body: request.body,
    signal: request.signal,
  })
  const encoding = first(response.headers['content-encoding']) ?? 'identity'
  if (encoding !== 'identity') {
    discard(response.body)
    throw invalidAnswer(request, 'the answer is packed', response.statusCode)
  }
  return { status: response.statusCode, headers: answerHeaders(response.headers), stream: response.body }
}

async function readAll(
  stream: Stream,
  headers: AnswerHeaders,
  request: WireRequest,
  maxBytes: number,
): Promise<Buffer> {
  const tooLarge = () => invalidAnswer(request, `the answer is larger than ${maxBytes} bytes`)
  if ((headers.contentLength ?? 0) > maxBytes) {
    discard(stream)
    throw tooLarge()
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}

/** Gives up a body, and with it the connection. */
function discard(stream: Stream): void {
  stream.on('error', () => {}).destroy()
}

function answerHeaders(headers: IncomingHttpHeaders): AnswerHeaders {
  return {
    contentType: first(headers['content-type']),
    contentLength: wholeNumber(first(headers['content-length'])),
    retryAfter: wholeNumber(first(headers['retry-after'])),
    location: first(headers.location),
    etag: first(headers.etag),
    lastModified: first(headers['last-modified']),
  }
}

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? null
const wholeNumber = (text: string | null) => (text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null)
