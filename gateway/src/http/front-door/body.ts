// The body of a POST: JSON, bounded, read once.
import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { headerOf, type Step } from '../exchange.js'
import { Refusal } from '../refusal.js'
import { mediaType } from './csrf.js'

const JSON_TYPE = 'application/json'

const tooLarge = (maxBytes: number) =>
  new Refusal('BAD_USER_INPUT', 413, 'The body is larger than {most} bytes.', { values: { most: maxBytes } })

/**
 * Reads at most `maxBytes`; 413 beyond. Listeners and not `for await`, which would cut the connection on a refusal:
 * the client shall read why.
 */
export function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) return reject(tooLarge(maxBytes))
    const chunks: Buffer[] = []
    let size = 0
    let isWhole = false
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBytes) chunks.push(chunk)
      else {
        chunks.length = 0
        reject(tooLarge(maxBytes))
      }
    })
    request.once('end', () => {
      isWhole = true
      const [first] = chunks
      resolve(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks))
    })
    // The client left; nobody reads this refusal. Node tells nobody of an error of whom nobody asked.
    request.once('close', () => {
      if (!isWhole) reject(new Refusal('BAD_USER_INPUT', 400, 'The body is incomplete.'))
    })
  })
}

const notJson = () => new Refusal('BAD_USER_INPUT', 400, 'The body is not JSON in UTF-8.')

function parseJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw notJson()
  try {
    return JSON.parse(bytes.toString())
  } catch {
    throw notJson()
  }
}

/** Fills `body` of a POST. 415 for anything but uncompressed application/json. */
export function readJsonBody(maxBytes: number): Step {
  return (exchange) => {
    const { request } = exchange
    if (request.method !== 'POST') return undefined
    const type = headerOf(request, 'content-type')
    const isJson = type === JSON_TYPE || mediaType(type) === JSON_TYPE
    const encoding = request.headers['content-encoding'] ?? 'identity'
    if (!isJson || encoding !== 'identity') {
      throw new Refusal('BAD_USER_INPUT', 415, 'The body must be uncompressed application/json.')
    }
    return readBytes(request, maxBytes).then((bytes) => {
      exchange.body = parseJson(bytes)
    })
  }
}
