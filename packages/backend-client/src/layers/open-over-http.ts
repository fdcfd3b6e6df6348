// The innermost layer for files: one exchange over undici whose body is left to its reader.
import type { Dispatcher } from 'undici'
import { answerHeaders, isPacked } from '../answer-headers.js'
import { invalidAnswer, toTransportError } from '../transport-errors.js'
import type { Wait } from '../wait.js'
import type { AnswerHeaders, Send, WireFile, WireRequest } from '../wire.js'
import type { OverHttpOptions } from './over-http.js'

/** Leaves the body of a 200 to the caller, and reads any other. */
export function openOverHttp(options: OverHttpOptions): Send<WireFile> {
  return async (request, wait) => {
    try {
      const { status, headers, stream } = await exchange(options, request, wait)
      if (status === 200) return { status, headers, body: stream }
      return { status, headers, body: await readAll(stream, headers, request, options.maxBytes) }
    } catch (error) {
      throw wait.endedBy ?? toTransportError(error, request)
    }
  }
}

type Stream = Dispatcher.ResponseData['body']

async function exchange({ pool, prefix }: OverHttpOptions, request: WireRequest, wait: Wait) {
  const controller = new AbortController()
  wait.onEnd = (reason) => controller.abort(reason)
  const response = await pool.request({
    method: request.method,
    path: prefix + request.target,
    headers: request.headers,
    body: request.body,
    signal: controller.signal,
  })
  if (isPacked(response.headers)) {
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
