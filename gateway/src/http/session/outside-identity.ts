// People of the staff who come with a token of an outside identity provider. They have no account of the backend, so
// they act through the service account, as far as their role reaches.
import { createHash } from 'node:crypto'
import { borrowToken, type ServiceAccount } from '@ticketing/backend-client'
import { type Log, SettingsError } from '@ticketing/service-kit'
import { type Caller, createOutsideTokens, looksSigned } from '@ticketing/session'
import type { GatewaySettings } from '../../settings.js'

/** Nobody of the backend has this number, so nothing there belongs to them. */
const NOBODY = 0
const PATIENCE_MS = 10_000

/** Somebody of the staff. They all have the same number: only `staffId` tells them apart. */
export interface OutsideCaller {
  readonly caller: Caller
  /** `staff:` and a hash of who it is at the provider, where that may be an e-mail address. */
  readonly staffId: string
}

const HASH_LENGTH = 24

const staffIdOf = (issuer: string, subject: string): string =>
  `staff:${createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest('hex')
    .slice(0, HASH_LENGTH)}`

export interface OutsideIdentity {
  /** Whether the token has the form of one of the provider's. Proves nothing. */
  isMeant(token: string): boolean
  callerOf(token: string, requestId: string): Promise<OutsideCaller>
}

export interface OutsideIdentityOptions {
  readonly serviceAccount: ServiceAccount | null
  readonly log: Pick<Log, 'info'>
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** Null without a provider. Throws SettingsError when the settings are incomplete, or there is no service account. */
export function openOutsideIdentity(
  { JWKS_URL, JWT_ISSUER, JWT_AUDIENCE }: GatewaySettings,
  { serviceAccount, log, now }: OutsideIdentityOptions,
): OutsideIdentity | null {
  if (JWKS_URL === undefined && JWT_ISSUER === undefined && JWT_AUDIENCE === undefined) return null
  if (JWKS_URL === undefined || JWT_ISSUER === undefined || JWT_AUDIENCE === undefined) {
    throw new SettingsError(['JWKS_URL: goes together with JWT_ISSUER and JWT_AUDIENCE'])
  }
  if (serviceAccount === null) {
    throw new SettingsError(['JWKS_URL: needs TICKETING_SERVICE_EMAIL and TICKETING_SERVICE_PASSWORD'])
  }
  const tokens = createOutsideTokens({ jwksUrl: JWKS_URL, issuer: JWT_ISSUER, audience: JWT_AUDIENCE, now })
  return {
    isMeant: looksSigned,
    async callerOf(token, requestId) {
      const { subject, role } = await tokens.open(token)
      const service = await serviceAccount.call({
        guestCartId: null,
        language: 'en',
        requestId,
        deadline: now() + PATIENCE_MS,
        signal: new AbortController().signal,
      })
      // The backend sees the service account only: who it was stands here.
      const staffId = staffIdOf(JWT_ISSUER, subject)
      log.info({ subject, staffId, role, requestId }, 'somebody of the identity provider asks')
      const backendToken = borrowToken(service.token ?? '', role)
      return { caller: { sessionId: null, userId: NOBODY, role, backendToken }, staffId }
    },
  }
}
