// Who may see whom. Pure.
import type { Caller } from '@ticketing/session'

/** How the caller may see a user: as himself, as staff, or not at all. */
export function sightOf(userId: number, caller: Caller | null): 'self' | 'staff' | 'none' {
  if (caller === null) return 'none'
  if (caller.userId === userId) return 'self'
  return caller.role === 'USER' ? 'none' : 'staff'
}

const USER_ID = /^[1-9]\d{0,8}$/

/** Null unless it is a positive whole number. */
export function parseUserId(text: unknown): number | null {
  const digits = String(text)
  return USER_ID.test(digits) ? Number(digits) : null
}
