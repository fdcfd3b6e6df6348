// The body of a POST: JSON, bounded, read once.
import type { IncomingMessage } from 'node:http'
import { headerOf, type Step } from '../exchange.js'
import { Refusal } from '../refusal.js'
import { mediaType } from './csrf.js'

/**
 * Reads at most `maxBytes`; 413 beyond. Listeners and not `for await`, which would cut the connection on a refusal:
 * the client shall read why.
 */
export function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = () =>
    new Refusal('BAD_USER_INPUT', 413, 'The body is larger than {most} bytes.', {
      values: { most: maxBytes },
    })
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) return reject(tooLarge())
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBytes) chunks.push(chunk)
      else {
        chunks.length = 0
        reject(tooLarge())
      }
    })
    request.once('end', () => resolve(Buffer.concat(chunks)))
    // The client left; nobody reads this refusal.
    const incomplete = () => reject(new Refusal('BAD_USER_INPUT', 400, 'The body is incomplete.'))
    request.once('error', incomplete)
    request.once('close', incomplete)
  })
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Refusal('BAD_USER_INPUT', 400, 'The body is not JSON in UTF-8.')
  }
}

/** Fills `body` of a POST. 415 for anything but uncompressed application/json. */
export function readJsonBody(maxBytes: number): Step {
  return async (exchange) => {
    const { request } = exchange
    if (request.method !== 'POST') return
    const type = mediaType(headerOf(request, 'content-type'))
    const encoding = request.headers['content-encoding'] ?? 'identity'
    if (type !== 'application/json' || encoding !== 'identity') {
      throw new Refusal('BAD_USER_INPUT', 415, 'The body must be uncompressed application/json.')
    }
    exchange.body = parseJson(await readBytes(request, maxBytes))
  }
}
