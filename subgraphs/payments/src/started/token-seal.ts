// Keeps a backend token at rest: whoever reads the table cannot use it, nor move it to another payment.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { secretsOf } from '@ticketing/session'

const IV_BYTES = 12
const TAG_BYTES = 16

/** Seals a token for one payment. `open` gives null for what was not sealed here for that payment. */
export interface TokenSeal {
  seal(token: string, paymentUuid: string): string
  open(sealed: string, paymentUuid: string): string | null
}

const keyOf = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'ticketing payments: started payments', 32))

/** AES-256-GCM under a key of its own, derived from SESSION_SECRET: the first of several seals, each of them opens. */
export function createTokenSeal(sessionSecret: string): TokenSeal {
  const [first, ...others] = secretsOf(sessionSecret)
  const key = keyOf(first)
  const keys = [key, ...others.map(keyOf)]
  return {
    seal(token, paymentUuid) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(paymentUuid))
      const body = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(sealed, paymentUuid) {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < IV_BYTES + TAG_BYTES) return null
      for (const each of keys) {
        const token = decrypt(each, bytes, paymentUuid)
        if (token !== null) return token
      }
      return null
    },
  }
}

function decrypt(key: Buffer, bytes: Buffer, paymentUuid: string): string | null {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(paymentUuid))
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  try {
    return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    // Another secret, another payment, or damage: the token is gone, which is no fault of the caller's.
    return null
  }
}
