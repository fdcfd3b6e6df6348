// What is decided about tickets. Pure.
import { parseNumericId } from '@ticketing/backend-client'
import { CodedError } from '@ticketing/service-kit'
import { type Days, parseDateRange } from '@ticketing/subgraph-kit'
import type { TicketRecord, TicketStatus } from '../backend/ticket-record.js'
import type { TicketSearch } from '../backend/tickets.js'
import { checkProductId } from '../product/product.rules.js'
import { checkSearch } from '../search.rules.js'
import type { TicketFilter } from './ticket-filter.type.js'

const refuse = (message: string): CodedError => new CodedError('BAD_USER_INPUT', message)

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
const EMAIL = /^[^\s@]+@[^\s@]+$/

/** BAD_USER_INPUT unless it can be the number of a ticket. */
export function checkTicketId(text: string): number {
  const id = parseNumericId(text)
  if (id === null) throw refuse('id is the number of a ticket.')
  return id
}

/** BAD_USER_INPUT unless it can be the number of a user. */
export function checkUserId(text: string): number {
  const id = parseNumericId(text)
  if (id === null) throw refuse('userId is the number of a user.')
  return id
}

/** BAD_USER_INPUT unless it is 1 to 20: a gift is issued within one request, at about a second a ticket. */
export function checkQuantity(quantity: number): number {
  if (quantity < 1 || quantity > 20) throw refuse('quantity is from 1 to 20.')
  return quantity
}

/** Whether a ticket in this state has its place back on sale. */
export const isReleased = (status: TicketStatus): boolean => status === 'REFUNDED' || status === 'CANCELLED'

/**
 * Whether the state has to be changed at all. CONFLICT from CANCELLED to REFUNDED and back: the backend would put the
 * place of the ticket on sale a second time.
 */
export function mustChange(now: TicketStatus, wanted: TicketStatus): boolean {
  if (now === wanted) return false
  if (!isReleased(now) || !isReleased(wanted)) return true
  throw new CodedError(
    'CONFLICT',
    'The ticket is {status}, and so its place is on sale again; it stays {status}.',
    {
      values: { status: now },
      extensions: { status: now },
    },
  )
}

/** The search that a filter stands for. BAD_USER_INPUT for what no ticket could match by its form. */
export function toTicketSearch(filter: TicketFilter | null): TicketSearch {
  const { search, status, userId, userEmail, productId, paymentUuid, ...days } = filter ?? {}
  if (userEmail != null && !EMAIL.test(userEmail)) throw refuse('userEmail is an e-mail address.')
  if (paymentUuid != null && !UUID.test(paymentUuid)) throw refuse('paymentUuid is a UUID.')
  return {
    text: checkSearch(search),
    status,
    userId: userId == null ? null : checkUserId(userId),
    userEmail,
    productId: productId == null ? null : checkProductId(productId, 'productId'),
    paymentUuid,
    created: parseDateRange(days.created, 'created'),
    updated: parseDateRange(days.updated, 'updated'),
    used: parseDateRange(days.used, 'used'),
    refunded: parseDateRange(days.refunded, 'refunded'),
    cancelled: parseDateRange(days.cancelled, 'cancelled'),
  }
}

/** Whether a day (YYYY-MM-DD, or null where none is known) lies in a range; an open range takes every day. */
export function isWithin(day: string | null, { from, to }: Days): boolean {
  if (from === null && to === null) return true
  return day !== null && (from === null || day >= from) && (to === null || day <= to)
}

/** What was given away, as far as it tells its tickets from others. */
export interface GiftMark {
  readonly productId: number
  readonly quantity: number
}

/**
 * The tickets of a gift that has just been made, in the order they came in: those of one payment that were not there
 * before, as many as were given, of that product and for nothing. Empty where there are none.
 */
export function giftIn(
  after: readonly TicketRecord[],
  before: ReadonlySet<number>,
  { productId, quantity }: GiftMark,
): readonly TicketRecord[] {
  const given = after.filter(
    ({ id, snapshot }) =>
      !before.has(id) && snapshot.productId === productId && snapshot.price.minorUnits === 0n,
  )
  const ofPayment = (uuid: string) => given.filter(({ paymentUuid }) => paymentUuid === uuid)
  const payments = [...new Set(given.map(({ paymentUuid }) => paymentUuid))]
  return payments.map(ofPayment).find((tickets) => tickets.length === quantity) ?? []
}
