// POST auth/register and auth/email/resend.
import { BackendError } from '@ticketing/backend-client'
import { z } from 'zod'
import { type Ask, asNobody } from './ask.js'
import { FieldsRefused, withFieldNames } from './field-names.js'

export interface Newcomer {
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  readonly password: string
  readonly captchaToken: string | null
}

const FIELDS = {
  firstname: 'firstName',
  lastname: 'lastName',
  captcha_token: 'captchaToken',
  accept_terms: 'acceptTerms',
}

/** Makes an account whose terms have been accepted; a mail brings the link that opens it. */
export async function register(ask: Ask, newcomer: Newcomer): Promise<void> {
  const { firstName, lastName, email, password, captchaToken } = newcomer
  const body = {
    firstname: firstName,
    lastname: lastName,
    email,
    password,
    password_confirmation: password,
    accept_terms: true,
    ...(captchaToken === null ? {} : { captcha_token: captchaToken }),
  }
  const request = { method: 'POST', route: '/api/auth/register', body, answer: z.unknown() } as const
  await withFieldNames(FIELDS, ask(request, asNobody))
}

/** Whether a registration was refused for its captcha: none was given, or the backend did not believe it. */
export const isCaptchaRefused = (fault: unknown): boolean =>
  fault instanceof FieldsRefused
    ? 'captchaToken' in fault.fields
    : fault instanceof BackendError && fault.backendCode === 'captcha_failed'

/** Sends the link again. Whether the address is known, or proved already, is not told. */
export async function resendVerificationMail(ask: Ask, email: string): Promise<void> {
  try {
    await ask(
      { method: 'POST', route: '/api/auth/email/resend', body: { email }, answer: z.unknown() },
      asNobody,
    )
  } catch (fault) {
    const said = fault instanceof BackendError ? `${fault.status} ${fault.backendCode}` : ''
    if (said !== '404 user_not_found' && said !== '409 already_verified') throw fault
  }
}
