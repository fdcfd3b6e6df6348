// Keeps bytes at rest: whoever reads the table cannot read them, nor move them to another row.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { derivedKeys } from './secrets.js'

const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/** Seals bytes for one place. */
export interface BoxSeal {
  /** `place` names what the bytes belong to: they open nowhere else. What comes is 28 bytes longer. */
  seal(bytes: Uint8Array, place: string): Buffer
  /** Null for what was not sealed here for that place, or with a secret that is gone. */
  open(sealed: Uint8Array, place: string): Buffer | null
}

/** AES-256-GCM. `secret`: one or several separated by commas; the first seals, each of them opens. */
export function createBoxSeal({
  secret,
  purpose,
}: {
  readonly secret: string
  readonly purpose: string
}): BoxSeal {
  const keys = derivedKeys(secret, purpose)
  return {
    seal(bytes, place) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(CIPHER, keys[0], iv).setAAD(Buffer.from(place))
      const body = Buffer.concat([cipher.update(bytes), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body])
    },
    open(sealed, place) {
      if (sealed.length < IV_BYTES + TAG_BYTES) return null
      for (const key of keys) {
        const opened = decrypted(key, sealed, place)
        if (opened !== null) return opened
      }
      return null
    },
  }
}

function decrypted(key: Buffer, sealed: Uint8Array, place: string): Buffer | null {
  const iv = sealed.subarray(0, IV_BYTES)
  const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(place))
    .setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
  } catch {
    // Another secret, another place, or damage: what was in it is gone, which is no fault of the caller's.
    return null
  }
}
