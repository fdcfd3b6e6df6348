// Every type of event and what it tells. A type is never changed once it was recorded: a new meaning is a new type.
import { z } from 'zod'

const id = z.string().min(1)
const role = z.enum(['USER', 'EMPLOYEE', 'ADMIN'])
const ticketStatus = z.enum(['ISSUED', 'USED', 'REFUNDED', 'CANCELLED'])
/** Minor units as text: JSON numbers end at 2^53. */
const money = z.object({ minorUnits: z.string().regex(/^-?\d+$/), currency: z.string().length(3) })
const json: z.ZodType<JsonValue> = z.json()

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }

/** `owner`: the number of the account that it belongs to; null for a guest's, or where it is not known. */
const owner = id.nullable()

export const EVENT_TYPES = {
  /** A command is about to be sent to the backend. While it is the last event of its stream, nobody else may append. */
  CommandIntended: z.object({
    command: id,
    /** What settling needs to know; no secrets. */
    arguments: z.record(z.string(), json),
    /** For how long, in milliseconds, whoever sent it may be at work; then others may settle it. Up to ten minutes. */
    patienceMs: z.number().int().positive().max(600_000),
  }),
  /** It was not carried out. `reason` is an error code or the name of an expected outcome. */
  CommandRefused: z.object({ command: id, reason: id }),
  /** It was carried out, and what it did stands in other streams; or there was nothing to do. */
  CommandCompleted: z.object({ command: id, note: z.string().nullable() }),
  /** Whether it was carried out cannot be known. */
  CommandOutcomeUnknown: z.object({ command: id, reason: z.string() }),

  CartItemSet: z.object({ cart: id, owner, product: id, quantity: z.number().int() }),
  CartCleared: z.object({ cart: id, owner, reason: z.enum(['ASKED', 'PAID', 'MERGED']) }),
  CartsMerged: z.object({ cart: id.nullable(), owner, guestCart: id }),

  PaymentStarted: z.object({ payment: id, owner, cart: id.nullable(), method: id, amount: money }),
  PaymentSucceeded: z.object({ payment: id, owner, amount: money.nullable() }),
  PaymentFailed: z.object({ payment: id, owner, reason: z.string().nullable() }),
  /** `amount` is what was given back now, `total` all that ever was; `full`: nothing is left. */
  PaymentRefunded: z.object({ payment: id, owner, amount: money, total: money, full: z.boolean() }),

  TicketIssued: z.object({
    ticket: id,
    owner,
    payment: id.nullable(),
    product: id.nullable(),
    free: z.boolean(),
  }),
  TicketAdmitted: z.object({ ticket: id.nullable(), usedAt: z.iso.datetime().nullable() }),
  TicketStatusSet: z.object({ ticket: id, from: ticketStatus.nullable(), to: ticketStatus }),

  /** Null: as it was. `listPrice` in the currency of the backend; `discountRate` as decimal text, 0.15 is 15 %. */
  PriceChanged: z.object({
    product: id,
    listPrice: money.nullable(),
    discountRate: z.string().nullable(),
    stock: z.number().int().nullable(),
  }),
  UserRoleChanged: z.object({ user: id, from: role.nullable(), to: role }),
  SignedIn: z.object({ user: id, session: id }),
  SignedOut: z.object({ user: id, session: id.nullable() }),

  /** Somebody asked for commands that their role may not give. */
  PrivilegedCommandRefused: z.object({ commands: z.array(id).min(1), rules: z.array(id) }),

  /** An event of Stripe could not be worked off and waits for an admin. */
  WebhookParked: z.object({ webhook: id, eventType: id, payment: id.nullable(), reason: z.string() }),
  /** An admin let it go on. */
  WebhookReleased: z.object({ webhook: id }),
} as const

export type EventType = keyof typeof EVENT_TYPES
export type EventData<Type extends EventType> = Readonly<z.infer<(typeof EVENT_TYPES)[Type]>>

/** What an event must tell, or throws ZodError: before it is recorded, and when it is read. */
export function parseEventData<Type extends EventType>(type: Type, data: unknown): EventData<Type> {
  const known: z.ZodType<unknown> = EVENT_TYPES[type]
  return known.parse(data) as EventData<Type>
}

export const isEventType = (text: string): text is EventType => Object.hasOwn(EVENT_TYPES, text)
