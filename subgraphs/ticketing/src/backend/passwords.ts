// POST auth/password/forgot and auth/password/reset, PATCH auth/password.
import { BackendError } from '@ticketing/backend-client'
import { z } from 'zod'
import { type Ask, asNobody } from './ask.js'
import { FieldsRefused, withFieldNames } from './field-names.js'

const FIELDS = {
  current_password: 'currentPassword',
  password: 'newPassword',
  password_confirmation: 'newPassword',
}

const SILENT: ReadonlySet<string> = new Set([
  '422 validation_error',
  '404 user_not_found',
  '500 reset_link_failed',
])

/**
 * Mails a link to choose a new password. Whether the address is known is not told: the backend says 422 for one that
 * is not, and fails on a second request within a minute for one that is.
 */
export async function sendResetMail(ask: Ask, email: string): Promise<void> {
  try {
    await ask(
      { method: 'POST', route: '/api/auth/password/forgot', body: { email }, answer: z.unknown() },
      asNobody,
    )
  } catch (fault) {
    const said = fault instanceof BackendError ? `${fault.status} ${fault.backendCode}` : ''
    if (!SILENT.has(said)) throw fault
  }
}

/** What the mail of a reset holds. */
export interface ResetProof {
  readonly token: string
  readonly email: string
}

/** False when the token is not, or no longer, good for the address. */
export async function setForgottenPassword(
  ask: Ask,
  { token, email }: ResetProof,
  password: string,
): Promise<boolean> {
  const body = { token, email, password, password_confirmation: password }
  const request = { method: 'POST', route: '/api/auth/password/reset', body, answer: z.unknown() } as const
  try {
    await withFieldNames(FIELDS, ask(request, asNobody))
    return true
  } catch (fault) {
    if (fault instanceof BackendError && fault.backendCode === 'invalid_token') return false
    // An unknown address is not told apart from a token that is no good.
    if (fault instanceof FieldsRefused && 'email' in fault.fields) return false
    throw fault
  }
}

/** False when the present password is another one. */
export async function changeOwnPassword(ask: Ask, present: string, password: string): Promise<boolean> {
  const body = { current_password: present, password, password_confirmation: password }
  try {
    await withFieldNames(
      FIELDS,
      ask({ method: 'PATCH', route: '/api/auth/password', body, answer: z.unknown() }),
    )
    return true
  } catch (fault) {
    if (fault instanceof BackendError && fault.backendCode === 'invalid_current_password') return false
    throw fault
  }
}
