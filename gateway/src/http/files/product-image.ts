// Product pictures: public, and the only thing that the backend lets caches keep. Passed through with its validators.
import { pipeline } from 'node:stream/promises'
import { CodedError } from '@ticketing/service-kit'
import type { Request, Response } from 'express'
import { request as fetchFrom } from 'undici'
import { exchangeOf } from '../exchange.js'

const NAME = /^[\w-][\w.-]{0,150}\.(jpe?g|png|webp|gif|avif|svg)$/i
const TYPE = /^image\/(jpeg|png|webp|gif|avif|svg\+xml)(;|$)/
const PASSED_BACK = ['content-type', 'content-length', 'etag', 'last-modified'] as const
const PASSED_ON = ['if-none-match', 'if-modified-since'] as const
// An SVG that is opened by itself could run scripts in our name.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
const CACHE = 'public, max-age=300'

const absent = () => new CodedError('NOT_FOUND', 'There is no such picture.')

async function ask(url: string, request: Request, response: Response) {
  const { call } = exchangeOf(request, response)
  const conditions = PASSED_ON.flatMap((name) => {
    const value = request.headers[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  try {
    return await fetchFrom(url, {
      method: request.method === 'HEAD' ? 'HEAD' : 'GET',
      headers: { ...Object.fromEntries(conditions), accept: 'image/*' },
      signal: call.signal,
      headersTimeout: 10_000,
      bodyTimeout: 10_000,
    })
  } catch (cause) {
    throw new CodedError('BACKEND_UNAVAILABLE', 'The ticketing backend cannot be reached.', { cause })
  }
}

/** GET and HEAD, with If-None-Match and If-Modified-Since; 404 for whatever is not a picture. */
export function sendProductImage(backendUrl: string) {
  return async (request: Request<{ name: string }>, response: Response): Promise<void> => {
    const { name } = request.params
    if (!NAME.test(name) || name.includes('..')) throw absent()
    const answer = await ask(`${backendUrl}/products/images/${encodeURIComponent(name)}`, request, response)
    const { statusCode, headers, body } = answer
    const isPicture = statusCode === 200 && TYPE.test(`${headers['content-type']}`)
    if (!isPicture && statusCode !== 304) {
      await body.dump()
      if (statusCode >= 500)
        throw new CodedError('BACKEND_UNAVAILABLE', 'The ticketing backend does not answer.')
      throw absent()
    }
    for (const header of PASSED_BACK) {
      const value = headers[header]
      if (value !== undefined) response.setHeader(header, value)
    }
    response.status(statusCode).setHeader('cache-control', CACHE)
    response.setHeader('content-security-policy', POLICY)
    // A picture is shown by pages of any origin.
    response.setHeader('cross-origin-resource-policy', 'cross-origin')
    await pipeline(body, response)
  }
}
