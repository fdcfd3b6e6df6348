import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { account, keepAccounts } from '../testing/accounts.js'
import { keepBoxOffice } from '../testing/box-office.js'
import { sellProducts } from '../testing/products.js'
import { as, guest, openRoom, type Room } from '../testing/room.js'
import { refusal } from '../testing/scripted-backend.js'
import { type KeptTicket, OTHER_PAYMENT, PAYMENT } from '../testing/tickets.js'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => room.backend.forget())
afterAll(() => room.close())

const admin = as('ADMIN', 1)
const sold = (): KeptTicket[] => [
  { id: 4, userId: 7, payment: PAYMENT, status: 'used' },
  { id: 3, userId: 8, payment: OTHER_PAYMENT, status: 'issued' },
  { id: 2, userId: 7, payment: OTHER_PAYMENT, status: 'cancelled', productId: 5 },
  { id: 1, userId: 7, payment: PAYMENT, status: 'issued' },
]
const SET = `mutation ($id: ID!, $status: TicketStatus!) { setTicketStatus(id: $id, status: $status) {
  id status usedAt cancelledAt refundedAt } }`
const GIVE = `mutation ($input: IssueFreeTicketsInput!) { issueFreeTickets(input: $input) {
  id status user { id } payment { uuid } productSnapshot { price { amount } } } }`
const TICKETS = `query ($filter: TicketFilter, $first: Int) { tickets(filter: $filter, first: $first) {
  totalCount nodes { id status user { id firstName } product { name } } } }`

const sent = () => room.backend.received.filter(({ method }) => method !== 'GET')
const codeOf = (answer: { errors?: readonly { extensions: object }[] }) => answer.errors?.[0]?.extensions

describe('tickets', () => {
  it('are listed with their people, each product read once', async () => {
    keepBoxOffice(room.backend, sold())
    sellProducts(room.backend, [3, 5])
    const { data, errors } = await room.ask(TICKETS, admin)
    expect(errors).toBeUndefined()
    expect(data.tickets.totalCount).toBe(4)
    expect(data.tickets.nodes[1]).toEqual({
      id: '3',
      status: 'ISSUED',
      user: { id: '8', firstName: 'F' },
      product: { name: 'Relay 3' },
    })
    expect(room.backend.received.map(({ path }) => path).sort()).toEqual([
      '/api/products/3',
      '/api/products/5',
      '/api/tickets',
    ])
  })

  it('are narrowed by every filter of the backend', async () => {
    keepBoxOffice(room.backend, [])
    const days = { from: '2024-07-01', to: '2024-07-31' }
    const filter = {
      search: 'judo',
      status: 'USED',
      userId: '7',
      userEmail: 'user@example.test',
      productId: '3',
      paymentUuid: PAYMENT,
      created: days,
      updated: days,
      used: { from: '2024-07-01' },
      refunded: { to: '2024-07-31' },
      cancelled: days,
    }
    await room.ask(TICKETS, admin, { filter, first: 5 })
    expect(room.backend.received[0]?.query).toEqual({
      q: 'judo',
      status: 'used',
      user_id: '7',
      user_email: 'user@example.test',
      product_id: '3',
      payment_uuid: PAYMENT,
      created_from: '2024-07-01',
      created_to: '2024-07-31',
      updated_from: '2024-07-01',
      updated_to: '2024-07-31',
      used_from: '2024-07-01',
      refunded_to: '2024-07-31',
      cancelled_from: '2024-07-01',
      cancelled_to: '2024-07-31',
      page: '1',
      per_page: '5',
    })
  })

  it('are none of what does not exist, but other refusals are told', async () => {
    const errors = { user_id: ['The selected user id is invalid.'] }
    room.backend.on('GET /api/tickets', () => refusal(422, 'validation_error', { errors }))
    const empty = await room.ask(TICKETS, admin, { filter: { userId: '99' } })
    expect(empty).toEqual({ data: { tickets: { totalCount: 0, nodes: [] } } })
    room.backend.on('GET /api/tickets', () =>
      refusal(422, 'validation_error', { errors: { ...errors, q: ['Too odd.'] } }),
    )
    const refused = await room.ask(TICKETS, admin, { filter: { userId: '99' } })
    expect(codeOf(refused)).toMatchObject({ code: 'BAD_USER_INPUT' })
  })

  it.each([
    { created: { from: '2024-07-02', to: '2024-07-01' } },
    { used: { from: 'yesterday' } },
    { userId: '7a' },
    { productId: '0' },
    { paymentUuid: 'x' },
    { userEmail: 'nobody' },
    { status: 'LOST' },
    { search: 'x'.repeat(256) },
  ])('refuse the filter %j as BAD_USER_INPUT before the backend is asked', async (filter) => {
    keepBoxOffice(room.backend, sold())
    expect(codeOf(await room.ask(TICKETS, admin, { filter }))).toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(room.backend.received).toEqual([])
  })

  it.each([
    ['a guest', guest, 'UNAUTHENTICATED'],
    ['a user', as('USER'), 'FORBIDDEN'],
    ['an employee', as('EMPLOYEE'), 'FORBIDDEN'],
  ])('are neither shown nor changed to %s', async (_, call, code) => {
    keepBoxOffice(room.backend, sold())
    const input = { userId: '7', productId: '3', quantity: 1 }
    const refused = await Promise.all([
      room.ask(TICKETS, call),
      room.ask(SET, call, { id: '1', status: 'CANCELLED' }),
      room.ask(GIVE, call, { input }),
    ])
    for (const answer of refused) expect(codeOf(answer)).toMatchObject({ code, rule: 'ADMIN' })
    expect(room.backend.received).toEqual([])
  })
})

describe('setTicketStatus', () => {
  it('puts the place back on sale once, however often and however fast it is sent', async () => {
    const office = keepBoxOffice(room.backend, sold())
    const orders = Array.from({ length: 6 }, () => room.ask(SET, admin, { id: '1', status: 'CANCELLED' }))
    for (const { data, errors } of await Promise.all(orders)) {
      expect(errors).toBeUndefined()
      expect(data.setTicketStatus).toEqual({
        id: '1',
        status: 'CANCELLED',
        usedAt: null,
        cancelledAt: '2024-08-09T18:30:00.000Z',
        refundedAt: null,
      })
    }
    expect(office.released()).toBe(1)
  })

  it('refunds no ticket that is cancelled: its place is on sale already', async () => {
    const office = keepBoxOffice(room.backend, sold())
    const answer = await room.ask(SET, admin, { id: '2', status: 'REFUNDED' })
    expect(answer.data).toEqual({ setTicketStatus: null })
    expect(codeOf(answer)).toMatchObject({ code: 'CONFLICT', status: 'CANCELLED' })
    expect(office.released()).toBe(0)
  })

  it('issues a ticket again, and uses it', async () => {
    const { tickets } = keepBoxOffice(room.backend, sold())
    for (const status of ['ISSUED', 'USED']) {
      const { data } = await room.ask(SET, admin, { id: '2', status })
      expect(data.setTicketStatus.status).toBe(status)
    }
    expect(tickets.map(({ status }) => status)).toEqual(['used', 'issued', 'used', 'issued'])
  })

  it.each([
    ['99', 'NOT_FOUND'],
    ['1abc', 'BAD_USER_INPUT'],
  ])('changes nothing for the id %s', async (id, code) => {
    keepBoxOffice(room.backend, sold())
    expect(codeOf(await room.ask(SET, admin, { id, status: 'USED' }))).toMatchObject({ code })
    expect(sent()).toEqual([])
  })

  it('is sent once, whatever happens', async () => {
    keepBoxOffice(room.backend, sold())
    room.backend.on('PUT /api/tickets/admin/1/status', () => refusal(503, 'service_unavailable'))
    const answer = await room.ask(SET, admin, { id: '1', status: 'REFUNDED' })
    expect(codeOf(answer)).toMatchObject({ code: 'BACKEND_UNAVAILABLE' })
    expect(sent()).toHaveLength(1)
  })
})

describe('issueFreeTickets', () => {
  const input = { userId: '7', productId: '3', quantity: 2, language: 'DE' }

  it('gives the tickets that were issued by it, in the wanted language', async () => {
    keepBoxOffice(room.backend, sold())
    const { data, errors } = await room.ask(GIVE, admin, { input })
    expect(errors).toBeUndefined()
    expect(data.issueFreeTickets).toMatchObject([
      { id: '6', status: 'ISSUED', user: { id: '7' }, productSnapshot: { price: { amount: '0.00' } } },
      { id: '5' },
    ])
    expect(sent()[0]?.body).toEqual({ user_id: 7, product_id: 3, quantity: 2, locale: 'de' })
  })

  it('tells several gifts to one person apart', async () => {
    keepBoxOffice(room.backend, sold())
    const ids: string[] = []
    for (let times = 0; times < 3; times += 1) {
      const { data } = await room.ask(GIVE, admin, { input })
      ids.push(...data.issueFreeTickets.map(({ id }: { id: string }) => id))
    }
    expect(ids).toEqual(['6', '5', '8', '7', '10', '9'])
  })

  it('makes one of those that were decided on before any had its effect', async () => {
    const { tickets } = keepBoxOffice(room.backend, [])
    const answers = await Promise.all(Array.from({ length: 5 }, () => room.ask(GIVE, admin, { input })))
    const ids = answers.flatMap(({ data }) =>
      (data?.issueFreeTickets ?? []).map(({ id }: { id: string }) => id),
    )
    const codes = answers.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions.code)
    // One that came to look only after another had been made is a gift of its own.
    expect(codes).toEqual(Array(5 - ids.length / 2).fill('CONFLICT'))
    expect(codes).not.toEqual([])
    expect(new Set(ids).size).toBe(tickets.length)
    expect((await room.ask(GIVE, admin, { input })).errors).toBeUndefined()
  })

  it('does not wait with a gift for what else is done with the account', async () => {
    keepBoxOffice(room.backend, sold())
    keepAccounts(room.backend, [account(7)])
    const update = 'mutation { updateUser(id: "7", input: { isActive: true }) { __typename } }'
    const [gift] = await Promise.all([room.ask(GIVE, admin, { input }), room.ask(update, admin)])
    expect(gift.errors).toBeUndefined()
  })

  it('says that they were issued and are not to be issued again when they cannot be found', async () => {
    keepBoxOffice(room.backend, sold())
    room.backend.on('POST /api/tickets', () => ({}))
    // Until that is settled nothing else is given to the same person.
    const answer = await room.ask(GIVE, admin, { input: { ...input, userId: '8' } })
    expect(codeOf(answer)).toMatchObject({
      code: 'BACKEND_INVALID_RESPONSE',
      carriedOut: true,
      retryable: false,
    })
    expect(sent()).toHaveLength(1)
  })

  it('is NOT_FOUND for a product that there is not', async () => {
    keepBoxOffice(room.backend, sold())
    const answer = await room.ask(GIVE, admin, { input: { ...input, productId: '4' } })
    expect(codeOf(answer)).toMatchObject({ code: 'NOT_FOUND' })
    expect(codeOf(answer)).not.toHaveProperty('fields')
  })

  it.each([{ quantity: 0 }, { quantity: 21 }, { userId: 'me' }, { productId: '3.5' }])(
    'refuses %j as BAD_USER_INPUT',
    async (fault) => {
      const answer = await room.ask(GIVE, admin, { input: { ...input, ...fault } })
      expect(codeOf(answer)).toMatchObject({ code: 'BAD_USER_INPUT' })
      expect(room.backend.received).toEqual([])
    },
  )
})
