import { describe, expect, it } from '@jest/globals'
import { amount } from '@ticketing/money'
import fc from 'fast-check'
import type { ProductId } from '../backend/product-record.js'
import type { TicketRecord, TicketStatus } from '../backend/ticket-record.js'
import { giftIn, isReleased, isWithin, mustChange } from './ticket.rules.js'

const status = fc.constantFrom<TicketStatus>('ISSUED', 'USED', 'REFUNDED', 'CANCELLED')

describe('the state of a ticket', () => {
  it('puts the place of a ticket on sale at most once while nobody issues it again', () => {
    const states = fc.array(fc.constantFrom<TicketStatus>('USED', 'REFUNDED', 'CANCELLED'))
    fc.assert(
      fc.property(states, (orders) => {
        let now: TicketStatus = 'ISSUED'
        let released = 0
        for (const wanted of orders) {
          if (isReleased(now) && !isReleased(wanted)) break
          try {
            if (!mustChange(now, wanted)) continue
          } catch {
            continue
          }
          now = wanted
          if (isReleased(now)) released += 1
        }
        expect(released).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('never has to change to itself', () => {
    fc.assert(fc.property(status, (now) => expect(mustChange(now, now)).toBe(false)))
  })
})

describe('a day', () => {
  it('lies in an open range even where it is not known, and in no other', () => {
    expect(isWithin(null, { from: null, to: null })).toBe(true)
    expect(isWithin(null, { from: '2024-01-01', to: null })).toBe(false)
  })

  it('lies in a range from its first to its last day', () => {
    const days = ['2024-07-26', '2024-07-27', '2024-07-28', '2024-07-29']
    const within = days.filter((day) => isWithin(day, { from: '2024-07-27', to: '2024-07-28' }))
    expect(within).toEqual(['2024-07-27', '2024-07-28'])
  })
})

describe('a gift', () => {
  const ticket = (id: number, paymentUuid: string, cents = 0n, productId = 3): TicketRecord => ({
    id,
    owner: { id: 7, profile: null },
    token: `token-${id}`,
    status: 'ISSUED',
    usedAt: null,
    refundedAt: null,
    cancelledAt: null,
    createdAt: null,
    updatedAt: null,
    paymentUuid,
    qrFile: 'qr.png',
    pdfFile: 'ticket.pdf',
    snapshot: {
      productId: productId as ProductId,
      name: 'Relay',
      category: null,
      places: null,
      unitPrice: amount(0n, 'EUR'),
      discountRate: 0,
      price: amount(cents, 'EUR'),
    },
  })
  const mark = { productId: 3, quantity: 2 }
  const idsOf = (tickets: readonly TicketRecord[]) => tickets.map(({ id }) => id)

  it('is told from what was there, was paid for, or is of another product or payment', () => {
    const all = [
      ticket(9, 'bought', 100n),
      ticket(8, 'bought', 100n),
      ticket(7, 'other product', 0n, 4),
      ticket(6, 'other product', 0n, 4),
      ticket(5, 'smaller'),
      ticket(4, 'gift'),
      ticket(3, 'gift'),
      ticket(2, 'before'),
      ticket(1, 'before'),
    ]
    expect(idsOf(giftIn(all, new Set([1, 2]), mark))).toEqual([4, 3])
  })

  it('is found among any others whatever their order', () => {
    const gift = [ticket(100, 'gift'), ticket(101, 'gift')]
    const others = fc.uniqueArray(fc.integer({ min: 1, max: 50 }))
    fc.assert(
      fc.property(others, fc.boolean(), (ids, first) => {
        const rest = ids.map((id) => ticket(id, 'before'))
        const all = first ? [...gift, ...rest] : [...rest, ...gift]
        expect(idsOf(giftIn(all, new Set(ids), mark))).toEqual([100, 101])
      }),
    )
  })
})
