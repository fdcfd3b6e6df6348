// How certain an event is of what it tells.
import type { EventType } from '@ticketing/event-log'
import { registerEnumType } from 'type-graphql'

export const EventOutcome = {
  HAPPENED: 'HAPPENED',
  INTENDED: 'INTENDED',
  REFUSED: 'REFUSED',
  UNKNOWN: 'UNKNOWN',
} as const
export type EventOutcome = keyof typeof EventOutcome

registerEnumType(EventOutcome, {
  name: 'EventOutcome',
  description: 'Whether what an event tells has come about.',
  valuesConfig: {
    HAPPENED: { description: 'It happened.' },
    INTENDED: { description: 'It was about to be tried; the next event of the stream tells how that ended.' },
    REFUSED: { description: 'It did not happen.' },
    UNKNOWN: { description: 'Nobody can know whether it happened.' },
  },
})

const OTHERS: Partial<Record<EventType, EventOutcome>> = {
  CommandIntended: 'INTENDED',
  CommandRefused: 'REFUSED',
  PrivilegedCommandRefused: 'REFUSED',
  CommandOutcomeUnknown: 'UNKNOWN',
}

export const outcomeOf = (type: EventType): EventOutcome => OTHERS[type] ?? 'HAPPENED'
