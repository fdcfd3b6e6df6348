// What is decided about signing in. Pure.
import { BackendError } from '@ticketing/backend-client'
import type { CallContext } from '@ticketing/session'

/** What a refused login still needs; null when it is refused for good. */
export type Missing = 'code' | 'valid-code' | 'verified-email'

const MISSING: Readonly<Record<string, Missing>> = {
  twofa_required: 'code',
  twofa_invalid: 'valid-code',
  email_not_verified: 'verified-email',
}

export function missingFor(fault: unknown): Missing | null {
  if (!(fault instanceof BackendError) || fault.status !== 400) return null
  return MISSING[fault.backendCode ?? ''] ?? null
}

/** When a token asked for at `askedAt` (epoch ms) ends; counted from before it was made, so that it never ends first. */
export const expiryOf = (askedAt: number, tokenMinutes: number): Date =>
  new Date(askedAt + tokenMinutes * 60_000)

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/**
 * The guest's cart that a login brings: the one it names, else the one that the guest had. Null for what is no id of one:
 * it names no history, and the backend ignores it.
 */
export function broughtCart(
  named: string | null | undefined,
  { guestCartId, guestCartIsNew }: Pick<CallContext, 'guestCartId' | 'guestCartIsNew'>,
): string | null {
  const brought = named ?? (guestCartIsNew === true ? null : guestCartId)
  return brought !== null && UUID.test(brought) ? brought : null
}
