// The types of events in the words of the graph.
import type { EventType } from '@ticketing/event-log'
import { registerEnumType } from 'type-graphql'

const DESCRIPTIONS: Readonly<Record<EventType, string>> = {
  CommandIntended:
    'A command was about to be sent. While nothing follows it, nobody else changes the same thing.',
  CommandRefused: 'A command was not carried out.',
  CommandCompleted: 'A command was carried out and changed other things, or there was nothing to do.',
  CommandOutcomeUnknown: 'Nobody can know whether a command was carried out.',
  CartItemSet: 'How many tickets for a product are in a cart was set.',
  CartCleared: 'A cart was emptied.',
  CartsMerged: "A guest's cart was added to a user's.",
  PaymentStarted: 'A payment was opened.',
  PaymentSucceeded: 'A payment was paid.',
  PaymentFailed: 'A payment failed.',
  PaymentRefunded: 'Money was given back.',
  TicketIssued: 'A ticket was made.',
  TicketAdmitted: 'Somebody was admitted with a ticket.',
  TicketStatusSet: 'An admin set the state of a ticket.',
  PriceChanged: 'The price, the discount or the stock of a product was changed.',
  UserRoleChanged: 'An account was given another role.',
  SignedIn: 'Somebody signed in.',
  SignedOut: 'Somebody signed out.',
  PrivilegedCommandRefused: 'Somebody asked for commands that their role may not give.',
  WebhookParked: 'An event of Stripe could not be worked off and waits for an admin.',
  WebhookReleased: 'An admin let an event of Stripe go on.',
}

/** By its own name, each. */
export const AuditEventType = Object.fromEntries(
  Object.keys(DESCRIPTIONS).map((name) => [name, name]),
) as Readonly<Record<EventType, EventType>>

registerEnumType(AuditEventType, {
  name: 'AuditEventType',
  description: 'What an event tells.',
  valuesConfig: Object.fromEntries(
    Object.entries(DESCRIPTIONS).map(([name, description]) => [name, { description }]),
  ),
})
