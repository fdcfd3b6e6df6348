// What is decided at the entrance. Pure.
import { CodedError } from '@ticketing/service-kit'
import type { TicketStatus } from '../backend/ticket-record.js'

/** How an employee names a ticket: by the code in its QR code, or by the token written on it. */
export type TicketName =
  | { readonly by: 'scanCode'; readonly scanCode: string }
  | { readonly by: 'token'; readonly token: string }

/** BAD_USER_INPUT unless exactly one of the two is given. */
export function nameOf(token: string | null | undefined, scanCode: string | null | undefined): TicketName {
  if (token != null && scanCode == null) return { by: 'token', token }
  if (scanCode != null && token == null) return { by: 'scanCode', scanCode }
  throw new CodedError('BAD_USER_INPUT', 'Give either token or scanCode.')
}

const PLAIN = /^[\w-]{1,100}$/

/**
 * Whether a code or a token can be of any ticket. The backend's database takes more than one spelling for the same
 * text, and each would have a lock of its own; these letters leave it only upper and lower case.
 */
export const isPlain = (code: string): boolean => PLAIN.test(code)

/** Whether a ticket in this state admits its holder. */
export const admits = (status: TicketStatus): boolean => status === 'ISSUED'
