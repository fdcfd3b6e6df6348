// POST of a product's picture, for admins with their bearer token. No cookie and no link opens this door, so a page of
// another site cannot send anything in an admin's name.
import { type BackendClient, parseNumericId } from '@ticketing/backend-client'
import { CodedError, type Locks } from '@ticketing/service-kit'
import type { Caller } from '@ticketing/session'
import type { Request, Response } from 'express'
import { type Exchange, exchangeOf } from '../exchange.js'
import { absent } from '../refusal.js'
import type { IdentifyCaller } from '../session/caller.js'
import { toBackendCall } from './backend-call.js'
import { readPicture } from './picture-body.js'
import { sniffPicture } from './picture-type.js'
import { replacePicture } from './replace-picture.js'

export interface UploadOptions {
  readonly backend: Pick<BackendClient, 'send'>
  readonly locks: Pick<Locks, 'withLock'>
  readonly identifyCaller: IdentifyCaller
}

async function adminOf(exchange: Exchange, identifyCaller: IdentifyCaller): Promise<Caller> {
  await identifyCaller(exchange)
  const { caller } = exchange.call
  if (caller === null) throw new CodedError('UNAUTHENTICATED', 'Sign in to change a picture.')
  if (caller.role !== 'ADMIN') throw new CodedError('FORBIDDEN', 'Only an admin may change a picture.')
  return caller
}

/** Answers 200 `{ imageUrl }`. 401 to guests, 403 to others than admins, 404 without such a product; else as `readPicture`. */
export function uploadPicture({ backend, locks, identifyCaller }: UploadOptions) {
  return async (request: Request, response: Response): Promise<void> => {
    const exchange = exchangeOf(request)
    const call = toBackendCall(exchange.call, await adminOf(exchange, identifyCaller))
    const productId = String(request.params.productId)
    if (parseNumericId(productId) === null) throw absent('There is no such product.')
    const bytes = await readPicture(request)
    const picture = { bytes, type: sniffPicture(bytes) }
    const { deadline, signal } = call
    const name = await locks.withLock(`product:${productId}`, { deadline, signal }, ({ lost }) =>
      replacePicture(backend, { product: Number(productId), picture }, { call, lost }),
    )
    const imageUrl = `${exchange.call.publicUrl}/files/product-images/${encodeURIComponent(name)}`
    response.set('cache-control', 'no-store').json({ imageUrl })
  }
}
