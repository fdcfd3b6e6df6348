// Encrypts claims so that only a holder of the same secret can read or make them: JWE, dir, A256GCM.

import { createHash, hkdfSync, webcrypto } from 'node:crypto'
import { EncryptJWT, errors, type JWTPayload, jwtDecrypt } from 'jose'

/** Long enough for every claim of ours; longer texts are not even decrypted. */
const LONGEST = 8_192

/** What opening checks besides the seal and `exp`. */
interface OpenOptions {
  readonly audience?: string
  /** For clocks that differ; default 0. */
  readonly toleranceSeconds?: number
}

/** Thrown by `open`; `message` says why, for the operator, and holds nothing of the content. */
export class SealError extends Error {
  override readonly name = 'SealError'
}

/** Seals claims for one purpose. */
export interface Sealer {
  seal(claims: JWTPayload): Promise<string>
  /** Throws SealError. */
  open(sealed: string, options?: OpenOptions): Promise<JWTPayload>
}

function reasonOf(error: unknown): string {
  // Only the code: jose's errors carry the decrypted claims with them.
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unreadable'
  const claim = error instanceof errors.JWTClaimValidationFailed ? ` (${error.claim})` : ''
  return code + claim
}

/**
 * The key is derived by HKDF-SHA-256 from `secret`, apart for each `purpose`: what is sealed for one does not open for another.
 * The header's `kid` names the key without telling it.
 */
export function createSealer(options: { secret: string; purpose: string; now: () => number }): Sealer {
  const { secret, purpose, now } = options
  const bytes = new Uint8Array(hkdfSync('sha256', secret, 'ticketing-gateway', purpose, 32))
  const kid = createHash('sha256').update('kid').update(bytes).digest('base64url').slice(0, 12)
  const key = webcrypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])

  async function decrypt(
    sealed: string,
    { audience, toleranceSeconds = 0 }: OpenOptions,
  ): Promise<JWTPayload> {
    const { payload, protectedHeader } = await jwtDecrypt(sealed, await key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      maxDecompressedLength: 0,
      requiredClaims: ['exp'],
      clockTolerance: toleranceSeconds,
      currentDate: new Date(now()),
      ...(audience === undefined ? {} : { audience }),
    })
    if (protectedHeader.kid !== kid) throw new SealError('another key')
    return payload
  }

  return {
    seal: async (claims) =>
      new EncryptJWT(claims).setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid }).encrypt(await key),
    async open(sealed, openOptions = {}) {
      if (sealed.length > LONGEST) throw new SealError('too long')
      try {
        return await decrypt(sealed, openOptions)
      } catch (error) {
        throw error instanceof SealError ? error : new SealError(reasonOf(error))
      }
    },
  }
}
