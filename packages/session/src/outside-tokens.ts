// Tokens of an outside identity provider, for people of the staff: a signed JWT, checked with the provider's public keys.
import { CodedError } from '@ticketing/service-kit'
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'
import type { Role } from './call-context.js'

/** Asymmetric only: with a shared secret whoever checks a token could make one. */
const ALGORITHMS = ['RS256', 'ES256', 'EdDSA', 'Ed25519']
const TOLERANCE_SECONDS = 5
const KEYS_MS = { timeoutDuration: 3_000, cooldownDuration: 30_000, cacheMaxAge: 600_000 }

const ROLES: Readonly<Record<string, OutsideRole>> = {
  admin: 'ADMIN',
  'ticketing:admin': 'ADMIN',
  'role:admin': 'ADMIN',
  employee: 'EMPLOYEE',
  'ticketing:employee': 'EMPLOYEE',
  'role:employee': 'EMPLOYEE',
}

type OutsideRole = Exclude<Role, 'USER'>

/** Somebody whom the provider vouches for. */
export interface OutsidePerson {
  /** The provider's own name for the person. */
  readonly subject: string
  readonly role: OutsideRole
}

export interface OutsideTokens {
  /**
   * Throws UNAUTHENTICATED for a token that is not the provider's or not for us, FORBIDDEN when it gives no role here,
   * SERVICE_UNAVAILABLE while the provider's keys cannot be had.
   */
  open(token: string): Promise<OutsidePerson>
}

const THREE_PARTS = /^[\w-]+\.[\w-]+\.[\w-]*$/

/** Whether this has the form of a signed JWT; a token of ours has five parts. Proves nothing. */
export const looksSigned = (token: string): boolean => THREE_PARTS.test(token)

const wordsOf = (claim: unknown): readonly string[] => {
  if (typeof claim === 'string') return claim.split(/[\s,]+/)
  return Array.isArray(claim) ? claim.filter((word) => typeof word === 'string') : []
}

/** From the claims `roles` (a list) and `scope` or `scp` (words): admin or employee, alone or as ticketing:admin. */
function roleOf({ roles, scope, scp }: JWTPayload): OutsideRole | null {
  const words = [roles, scope, scp].flatMap(wordsOf).map((word) => word.toLowerCase())
  const found = new Set(words.flatMap((word) => (Object.hasOwn(ROLES, word) ? [ROLES[word]] : [])))
  if (found.has('ADMIN')) return 'ADMIN'
  return found.has('EMPLOYEE') ? 'EMPLOYEE' : null
}

// Only the code: jose's errors carry the claims with them.
function refusalOf(error: unknown): CodedError {
  const code = error instanceof errors.JOSEError ? error.code : 'ERR_JWKS_UNREACHABLE'
  const isOfKeys = ['ERR_JOSE_GENERIC', 'ERR_JWKS_INVALID', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_UNREACHABLE']
  const operatorMessage = `Refused a token of the identity provider: ${code}`
  return isOfKeys.includes(code)
    ? new CodedError('SERVICE_UNAVAILABLE', 'Your sign-in cannot be checked at present.', { operatorMessage })
    : new CodedError('UNAUTHENTICATED', 'The token is invalid or expired: sign in again.', {
        operatorMessage,
      })
}

/** Keys are kept for ten minutes, and asked for anew at most every 30 s when a token names one that is not known. */
export function createOutsideTokens(options: {
  /** Where the provider shows its public keys. */
  readonly jwksUrl: string
  readonly issuer: string
  readonly audience: string
  /** Epoch milliseconds. */
  readonly now: () => number
}): OutsideTokens {
  const { jwksUrl, issuer, audience, now } = options
  const keys = createRemoteJWKSet(new URL(jwksUrl), KEYS_MS)

  async function verify(token: string): Promise<JWTPayload> {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ALGORITHMS,
      issuer,
      audience,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: new Date(now()),
    })
    return payload
  }

  return {
    async open(token) {
      const claims = await verify(token).catch((error: unknown) => {
        throw refusalOf(error)
      })
      const role = roleOf(claims)
      if (role === null) throw new CodedError('FORBIDDEN', 'Your sign-in gives you no role here.')
      return { subject: String(claims.sub), role }
    },
  }
}
