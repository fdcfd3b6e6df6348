// Encrypts claims so that only a holder of the same secret can read or make them: a JWE (RFC 7516, compact), `dir` with
// A256GCM, its claims those of a JWT (RFC 7519). Any JOSE library can read and make them, as the tests do with jose;
// here it is node's own AES, as every call to a subgraph is sealed and opened, and jose takes four times as long.

import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto'
import { secretsOf } from './secrets.js'

/** Long enough for every claim of ours; longer texts are not even decrypted. */
const LONGEST = 8_192
const ISSUER = 'ticketing-gateway'
const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16
const TEXT = /^[\w-]+$/

/** The claims of a JWT, `exp` in epoch seconds. */
export type Claims = Readonly<Record<string, unknown>>

/** For whom something is sealed: it opens for nobody else. */
interface SealFor {
  readonly audience: string
}

interface OpenOptions extends SealFor {
  /** For clocks that differ; default 0. */
  readonly toleranceSeconds?: number
}

/** Thrown by `open`; `message` says why, for the operator, and holds nothing of the content. */
export class SealError extends Error {
  override readonly name = 'SealError'
}

/** Seals claims for one purpose; `iss` and `aud` are its own matter. */
export interface Sealer {
  seal(claims: Claims, sealFor: SealFor): string
  /** Throws SealError. */
  open(sealed: string, options: OpenOptions): Claims
}

/**
 * `secret`: one or several, separated by commas. A key is derived from each by HKDF-SHA-256, apart for each `purpose`:
 * what is sealed for one does not open for another. The first seals; the header's `kid`, which names a key without
 * telling it, picks the one that opens.
 */
export function createSealer(options: { secret: string; purpose: string; now: () => number }): Sealer {
  const { secret, purpose, now } = options
  const [first, ...others] = secretsOf(secret)
  const sealing = createBox(first, purpose)
  const boxes = new Map(
    [sealing, ...others.map((other) => createBox(other, purpose))].map((box) => [box.header, box]),
  )
  return {
    // No encrypted key stands in the second part: with `dir` the secret is the key.
    seal: (claims, { audience }) =>
      `${sealing.header}..${sealing.close(JSON.stringify({ ...claims, iss: ISSUER, aud: audience }))}`,
    open(sealed, openOptions) {
      if (sealed.length > LONGEST) throw new SealError('too long')
      const [header = '', none, ...parts] = sealed.split('.')
      // Never another algorithm, nor another key: the header is one that is written here, or it is refused.
      const box = boxes.get(header)
      if (box === undefined || none !== '') throw new SealError('not sealed with a key of ours')
      const claims = box.open(parts)
      checkClaims(claims, Math.floor(now() / 1000), openOptions)
      return claims
    },
  }
}

const base64url = (text: string): string => Buffer.from(text).toString('base64url')

/**
 * One key. Closes and opens the last three parts: what AES-GCM needs at random, the text, and the tag that proves both
 * and the header.
 */
function createBox(secret: string, purpose: string) {
  const bytes = new Uint8Array(hkdfSync('sha256', secret, 'ticketing-gateway', purpose, 32))
  const kid = createHash('sha256').update('kid').update(bytes).digest('base64url').slice(0, 12)
  const header = base64url(JSON.stringify({ alg: 'dir', enc: 'A256GCM', kid }))
  const key = createSecretKey(bytes)
  const additional = Buffer.from(header, 'ascii')
  return {
    header,
    close(text: string): string {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES }).setAAD(additional)
      const closed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return [iv, closed, cipher.getAuthTag()].map((part) => part.toString('base64url')).join('.')
    },
    open(parts: readonly string[]): Claims {
      if (parts.length !== 3 || !parts.every((part) => TEXT.test(part))) throw new SealError('unreadable')
      const [iv, closed, tag] = parts.map((part) => Buffer.from(part, 'base64url'))
      if (iv?.length !== IV_BYTES || tag?.length !== TAG_BYTES || closed === undefined) {
        throw new SealError('unreadable')
      }
      try {
        const decipher = createDecipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES })
        decipher.setAAD(additional).setAuthTag(tag)
        return parsed(Buffer.concat([decipher.update(closed), decipher.final()]).toString('utf8'))
      } catch {
        // The reason is dropped: it may quote the text.
        throw new SealError('changed, or not readable')
      }
    },
  }
}

function parsed(text: string): Claims {
  const claims: unknown = JSON.parse(text)
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) throw new SealError('no claims')
  return claims as Claims
}

function checkClaims(claims: Claims, seconds: number, { audience, toleranceSeconds = 0 }: OpenOptions) {
  const { exp, iss, aud } = claims
  if (typeof exp !== 'number') throw new SealError('without an end')
  if (exp <= seconds - toleranceSeconds) throw new SealError('expired')
  if (iss !== ISSUER) throw new SealError('of another issuer')
  if (aud !== audience) throw new SealError('for another audience')
}
