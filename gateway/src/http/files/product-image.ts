// Product pictures: public, and the only thing that the backend lets caches keep. Passed through with its validators.
import type { BackendClient, FileValidators } from '@ticketing/backend-client'
import { CodedError } from '@ticketing/service-kit'
import type { Request, Response } from 'express'
import { type Exchange, exchangeOf, headerOf } from '../exchange.js'
import { absent } from '../refusal.js'
import { toBackendCall } from './backend-call.js'
import { sendFile } from './send-file.js'

const ROUTE = '/products/images/{name}'
const NAME = /^[\w-][\w.-]{0,150}\.(jpe?g|png|webp|gif|avif|svg)$/i
const TYPES = ['jpeg', 'png', 'webp', 'gif', 'avif', 'svg+xml'].map((type) => `image/${type}`)
const CONDITIONS = ['if-none-match', 'if-modified-since']

const HEADERS = {
  'cache-control': 'public, max-age=300',
  // An SVG that is opened by itself could run scripts in our name.
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  // A picture is shown by pages of any origin.
  'cross-origin-resource-policy': 'cross-origin',
}

const noPicture = () => absent('There is no such picture.')

async function openPicture(
  backend: Pick<BackendClient, 'downloadIfChanged'>,
  name: string,
  { request, call }: Exchange,
) {
  const conditions = CONDITIONS.flatMap((header) => {
    const value = headerOf(request, header)
    return value === undefined ? [] : [[header, value] as const]
  })
  const picture = { route: ROUTE, params: { name }, types: TYPES, public: true }
  try {
    return await backend.downloadIfChanged(picture, toBackendCall(call, null), Object.fromEntries(conditions))
  } catch (fault) {
    const isRefused = fault instanceof CodedError && ['NOT_FOUND', 'FORBIDDEN'].includes(fault.code)
    throw isRefused ? noPicture() : fault
  }
}

const headersOf = ({ etag, lastModified }: FileValidators) => ({
  ...HEADERS,
  ...(etag === null ? {} : { etag }),
  ...(lastModified === null ? {} : { 'last-modified': lastModified }),
})

/** GET and HEAD, with If-None-Match, If-Modified-Since and Range; 404 for whatever is not a picture. */
export function sendProductImage(backend: Pick<BackendClient, 'downloadIfChanged'>) {
  return async (request: Request, response: Response): Promise<void> => {
    const name = String(request.params.name)
    if (!NAME.test(name) || name.includes('..')) throw noPicture()
    const exchange = exchangeOf(request)
    const file = await openPicture(backend, name, exchange)
    if (file.status === 304) response.writeHead(304, headersOf(file)).end()
    else await sendFile(exchange, file, headersOf(file))
  }
}
