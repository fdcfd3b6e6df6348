// What is decided about accounts before the backend is asked. Pure.
import { FieldsRefused } from '../backend/field-names.js'

export type PasswordFault =
  | 'CURRENT_PASSWORD_WRONG'
  | 'TOO_SHORT'
  | 'NO_MIXED_CASE'
  | 'NO_NUMBER'
  | 'NO_SYMBOL'

const SHORTEST_PASSWORD = 15
// The backend lets longer names pass, and then fails to keep them.
const LONGEST_NAME = 100
const LONGEST_EMAIL = 255
const EMAIL = /^[^\s@]+@[^\s@]+$/

const lengthOf = (text: string): number => [...text].length

/** What a new password lacks; nothing for a good one. The backend has the same rule. */
export function passwordFaults(password: string): readonly PasswordFault[] {
  const faults: PasswordFault[] = []
  if (lengthOf(password) < SHORTEST_PASSWORD) faults.push('TOO_SHORT')
  if (!/\p{Lu}/u.test(password) || !/\p{Ll}/u.test(password)) faults.push('NO_MIXED_CASE')
  if (!/\p{N}/u.test(password)) faults.push('NO_NUMBER')
  if (!/[\p{Z}\p{S}\p{P}]/u.test(password)) faults.push('NO_SYMBOL')
  return faults
}

/** What is wrong with a first or last name, in words; null for a good one. */
export function nameFault(name: string): string | null {
  if (name.trim() === '') return 'It must not be empty.'
  return lengthOf(name.trim()) > LONGEST_NAME ? `It must have at most ${LONGEST_NAME} characters.` : null
}

/** What is wrong with the form of an address; whether anybody reads it is not known. */
export function emailFault(email: string): string | null {
  const fits = EMAIL.test(email.trim()) && lengthOf(email.trim()) <= LONGEST_EMAIL
  return fits ? null : 'It is not an e-mail address.'
}

/** Throws FieldsRefused with every field that has a fault. */
export function refuseFaults(faults: Readonly<Record<string, string | null>>): void {
  const found = Object.entries(faults).flatMap(([field, fault]) => (fault === null ? [] : [[field, [fault]]]))
  if (found.length > 0) throw new FieldsRefused(Object.fromEntries(found))
}

/** The lock of an account, by its number or, where that is not known, by its address. */
export const accountLock = (account: number | string): string =>
  `account:${String(account).trim().toLowerCase()}`
