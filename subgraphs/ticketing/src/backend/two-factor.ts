// POST auth/2fa/enable, confirm and disable: all of them about the caller's own account.
import { BackendError, noContent } from '@ticketing/backend-client'
import { z } from 'zod'
import type { Ask } from './ask.js'
import { withFieldNames } from './field-names.js'

/** What the person's authenticator app has to be told. */
export interface Setup {
  readonly secret: string
  readonly otpauthUrl: string
  readonly expiresAt: Date
}

export type TwoFactorRefusal = 'ALREADY_ENABLED' | 'NOT_ENABLED' | 'NO_SETUP' | 'WRONG_CODE'

const REFUSALS: Readonly<Record<string, TwoFactorRefusal>> = {
  twofa_already_enabled: 'ALREADY_ENABLED',
  twofa_not_enabled: 'NOT_ENABLED',
  twofa_no_setup_in_progress_or_expired: 'NO_SETUP',
  twofa_invalid_otp: 'WRONG_CODE',
  twofa_invalid_code: 'WRONG_CODE',
}

/** Why a step was refused; null for any other failure. */
export function twoFactorRefusalOf(fault: unknown): TwoFactorRefusal | null {
  if (!(fault instanceof BackendError) || fault.status !== 400) return null
  return REFUSALS[fault.backendCode ?? ''] ?? null
}

const setupAnswer = z
  .object({ secret: z.string().min(1), qrCodeUrl: z.string(), expires_at: z.iso.datetime({ offset: true }) })
  .transform(
    ({ secret, qrCodeUrl, expires_at }): Setup => ({
      secret,
      otpauthUrl: qrCodeUrl,
      expiresAt: new Date(expires_at),
    }),
  )

const codesAnswer = z
  .object({ recovery_codes: z.array(z.string()) })
  .transform(({ recovery_codes: codes }): readonly string[] => codes)

/** Begins the set-up; the last one begun counts. */
export const beginSetup = (ask: Ask): Promise<Setup> =>
  ask({ method: 'POST', route: '/api/auth/2fa/enable', answer: setupAnswer })

/** Switches it on, and gives the recovery codes, which are told this once. */
export const confirmSetup = (ask: Ask, code: string): Promise<readonly string[]> =>
  withFieldNames(
    { otp: 'code' },
    ask({ method: 'POST', route: '/api/auth/2fa/confirm', body: { otp: code }, answer: codesAnswer }),
  )

/** Switches it off with a code of the app or a recovery code. */
export const switchOff = (ask: Ask, code: string): Promise<void> =>
  withFieldNames(
    { twofa_code: 'code' },
    ask({ method: 'POST', route: '/api/auth/2fa/disable', body: { twofa_code: code }, answer: noContent }),
  )
