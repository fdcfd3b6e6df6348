import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { as, openRoom, type Room } from '../testing/room.js'
import { keepTickets, PAYMENT } from '../testing/tickets.js'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

describe('one malformed row among many', () => {
  it('fails its list and nothing beside it, and never leaves a ticket out', async () => {
    const kept = [1, 2, 3].map((id) => ({ id, userId: 7, payment: PAYMENT, status: 'issued' }))
    // A status that nobody knows.
    keepTickets(room.backend, [...kept, { id: 4, userId: 7, payment: PAYMENT, status: 'reserved' }])
    room.backend.on('GET /api/users/me', () => ({
      body: {
        user: { firstname: 'Ada', lastname: 'Byron', email: 'ada@example.test', twofa_enabled: false },
      },
    }))
    const { data, errors } = await room.ask(
      '{ me { firstName tickets(first: 10) { nodes { id } } issued: tickets(status: ISSUED) { nodes { id } } } }',
      as('USER', 7),
    )
    expect(data.me).toEqual({
      firstName: 'Ada',
      tickets: null,
      issued: { nodes: [{ id: '1' }, { id: '2' }, { id: '3' }] },
    })
    expect(errors).toMatchObject([
      { path: ['me', 'tickets'], extensions: { code: 'BACKEND_INVALID_RESPONSE' } },
    ])
  })
})
