// What a picture is, by its first bytes: what its sender says of it is not believed.
import { Refusal } from '../refusal.js'

/** As the backend takes it; SVG is not among these, since it is a program as well. */
export interface PictureType {
  readonly mediaType: 'image/jpeg' | 'image/png' | 'image/gif'
  readonly ending: 'jpg' | 'png' | 'gif'
}

const SIGNATURES: readonly (readonly [signature: string, type: PictureType])[] = [
  ['ffd8ff', { mediaType: 'image/jpeg', ending: 'jpg' }],
  ['89504e470d0a1a0a', { mediaType: 'image/png', ending: 'png' }],
  [Buffer.from('GIF87a').toString('hex'), { mediaType: 'image/gif', ending: 'gif' }],
  [Buffer.from('GIF89a').toString('hex'), { mediaType: 'image/gif', ending: 'gif' }],
]

/** Throws a Refusal with 415 for anything else. */
export function sniffPicture(bytes: Uint8Array): PictureType {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('hex')
  const type = SIGNATURES.find(([signature]) => head.startsWith(signature))?.[1]
  if (type === undefined)
    throw new Refusal('BAD_USER_INPUT', 415, 'The picture must be a JPEG, a PNG or a GIF.')
  return type
}
