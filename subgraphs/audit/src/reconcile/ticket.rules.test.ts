import { describe, expect, it } from '@jest/globals'
import { eventIds, type RecordedEvent } from '@ticketing/event-log'
import type { SeenTicket } from './seen-ticket.js'
import { knownTicket, unseenOfTicket } from './ticket.rules.js'
import type { Unseen } from './unseen.js'

const at = (day: number): Date => new Date(Date.UTC(2024, 5, day))
const issued: SeenTicket = {
  id: '1',
  token: 'Token',
  owner: '7',
  payment: '00000000-0000-4000-8000-000000000001',
  product: '3',
  status: 'ISSUED',
  createdAt: at(1),
  updatedAt: at(1),
  usedAt: null,
  refundedAt: null,
  cancelledAt: null,
}
const used: SeenTicket = { ...issued, status: 'USED', usedAt: at(2), updatedAt: at(2) }
const refunded: SeenTicket = { ...used, status: 'REFUNDED', refundedAt: at(3), updatedAt: at(3) }
const setBack: SeenTicket = { ...used, status: 'ISSUED', updatedAt: at(4) }

const asRecorded = (events: readonly Unseen[]) => events as unknown as readonly RecordedEvent[]
const news = (seen: SeenTicket, recorded: readonly Unseen[] = []) =>
  unseenOfTicket(seen, knownTicket(asRecorded(recorded)), false)
function after(...states: readonly SeenTicket[]): readonly Unseen[] {
  const recorded: Unseen[] = []
  for (const seen of states) recorded.push(...news(seen, recorded))
  return recorded
}
const told = (events: readonly Unseen[]) =>
  events.map(({ type, data, occurredAt }) =>
    [type, ...('to' in data ? [`${data.from}>${data.to}`] : []), occurredAt.getUTCDate()].join(' '),
  )

describe('what is news of a ticket', () => {
  it.each([
    ['issued', issued, ['TicketIssued 1']],
    ['used', used, ['TicketIssued 1', 'TicketAdmitted 2']],
    ['refunded', refunded, ['TicketIssued 1', 'TicketAdmitted 2', 'TicketStatusSet USED>REFUNDED 3']],
    ['set back', setBack, ['TicketIssued 1', 'TicketAdmitted 2', 'TicketStatusSet USED>ISSUED 4']],
    [
      'cancelled in the second in which it was refunded',
      { ...issued, status: 'CANCELLED', cancelledAt: at(3), refundedAt: at(3) } as const,
      ['TicketIssued 1', 'TicketStatusSet ISSUED>REFUNDED 3', 'TicketStatusSet REFUNDED>CANCELLED 3'],
    ],
    [
      'used, nobody knows when',
      { ...issued, status: 'USED', updatedAt: at(5) } as const,
      ['TicketIssued 1', 'TicketStatusSet ISSUED>USED 5'],
    ],
  ])('is its whole story where nothing is known: %s', (_what, seen, story) => {
    expect(told(news(seen))).toEqual(story)
  })

  it.each([
    ['issued', issued],
    ['used', used],
    ['refunded', refunded],
    ['set back', setBack],
  ])('is nothing where it is known: %s', (_what, seen) => {
    expect(news(seen, after(seen))).toEqual([])
  })

  it('is the state that it has come into since', () => {
    expect(told(news(used, after(issued)))).toEqual(['TicketAdmitted 2'])
    expect(told(news(refunded, after(used)))).toEqual(['TicketStatusSet USED>REFUNDED 3'])
    expect(told(news(setBack, after(used)))).toEqual(['TicketStatusSet USED>ISSUED 4'])
  })

  it('is that it was used once more', () => {
    const again = { ...used, usedAt: at(6) }
    expect(told(news(again, after(used)))).toEqual(['TicketAdmitted 6'])
    expect(told(news(again, after(used, setBack)))).toEqual(['TicketAdmitted 6'])
  })

  it('has the ids that commands give to the same events', () => {
    expect(news(refunded).map(({ id }) => id)).toEqual([
      eventIds.ticketIssued('1'),
      eventIds.ticketAdmitted('token', at(2)),
      eventIds.ticketStatusSet('1', 'REFUNDED', at(3)),
    ])
  })
})
