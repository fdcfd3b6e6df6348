// The picture in a POST: the body itself, or the one file of a form.
import type { IncomingMessage } from 'node:http'
import { headerOf } from '../exchange.js'
import { readBytes } from '../front-door/body.js'
import { mediaType } from '../front-door/csrf.js'
import { Refusal } from '../refusal.js'

const MAX_BYTES = 5 * 1024 * 1024
/** What a form may have around its file: boundaries, and the headers of its part. */
const FORM_BYTES = 4 * 1024
const FIELD = 'image'

const unreadable = () =>
  new Refusal('BAD_USER_INPUT', 400, 'Send one file, in the field {field} of the form.', {
    values: { field: FIELD },
  })

async function readForm(bytes: Buffer, type: string): Promise<Uint8Array> {
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => {
    throw unreadable()
  })
  const parts = [...form]
  const [name, file] = parts[0] ?? []
  if (parts.length !== 1 || name !== FIELD || typeof file !== 'object') throw unreadable()
  return new Uint8Array(await file.arrayBuffer())
}

function checked(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0) throw new Refusal('BAD_USER_INPUT', 400, 'The picture is empty.')
  if (bytes.length > MAX_BYTES) {
    throw new Refusal('BAD_USER_INPUT', 413, 'The picture is larger than {most} bytes.', {
      values: { most: MAX_BYTES },
    })
  }
  return bytes
}

/**
 * Reads `image/*`, or `multipart/form-data` with one file in the field `image`. Throws a Refusal: 413 beyond 5 MB,
 * counted as they come in; 415 for another type; 400 for an empty or unreadable body.
 */
export async function readPicture(request: IncomingMessage): Promise<Uint8Array> {
  const type = headerOf(request, 'content-type')
  const media = mediaType(type)
  if (media === 'multipart/form-data') {
    return checked(await readForm(await readBytes(request, MAX_BYTES + FORM_BYTES), type ?? ''))
  }
  if (media.startsWith('image/')) return checked(await readBytes(request, MAX_BYTES))
  throw new Refusal('BAD_USER_INPUT', 415, 'Send a picture, or a form with a picture in the field image.')
}
