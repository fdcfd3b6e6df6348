import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { productRow, sellProducts } from '../testing/products.js'
import { as, guest, openRoom, type Room } from '../testing/room.js'
import { type KeptTicket, keepTickets, OTHER_PAYMENT, PAYMENT } from '../testing/tickets.js'

const MINE = 7
const tickets: KeptTicket[] = [
  { id: 4, userId: MINE, payment: PAYMENT, status: 'used' },
  { id: 3, userId: 8, payment: OTHER_PAYMENT, status: 'issued' },
  { id: 2, userId: MINE, payment: OTHER_PAYMENT, status: 'issued' },
  { id: 1, userId: MINE, payment: PAYMENT, status: 'issued' },
]

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => {
  room.backend.forget()
  keepTickets(room.backend, tickets)
})
afterAll(() => room.close())

const ids = (nodes: readonly { id: string }[]) => nodes.map(({ id }) => Number(id))
const pathsRead = () => room.backend.received.map(({ path }) => path)

describe('tickets of a user', () => {
  it('show everything to their owner', async () => {
    sellProducts(room.backend, [3])
    const { data, errors } = await room.ask(
      `{ me { tickets(first: 1) { totalCount pageInfo { hasNextPage } nodes {
        id token status usedAt qrUrl pdfUrl payment { uuid } product { name }
        productSnapshot { name category places discountRate listPrice { amount } price { amount } } } } } }`,
      as('USER', MINE),
    )
    expect(errors).toBeUndefined()
    expect(data.me.tickets).toEqual({
      totalCount: 3,
      pageInfo: { hasNextPage: true },
      nodes: [
        {
          id: '4',
          token: 'token-4',
          status: 'USED',
          usedAt: '2024-08-09T18:30:00.000Z',
          qrUrl: 'https://tickets.example/files/qr/qr_4.png',
          pdfUrl: 'https://tickets.example/files/tickets/ticket_4.pdf',
          payment: { uuid: PAYMENT },
          product: { name: 'Relay 3' },
          productSnapshot: {
            name: 'Relais',
            category: 'Course',
            places: 2,
            discountRate: 0.25,
            listPrice: { amount: '19.99' },
            price: { amount: '14.99' },
          },
        },
      ],
    })
  })

  it('can be narrowed to a status', async () => {
    const { data } = await room.ask('{ me { tickets(status: ISSUED) { nodes { id } } } }', as('USER', MINE))
    expect(ids(data.me.tickets.nodes)).toEqual([2, 1])
  })

  it('can be narrowed to the days of the events', async () => {
    await room.ask(
      '{ me { tickets(eventDates: { from: "2024-07-26", to: "2024-08-01" }) { totalCount } } }',
      as('USER', MINE),
    )
    expect(room.backend.received[0]?.query).toMatchObject({
      event_date_from: '2024-07-26',
      event_date_to: '2024-08-01',
    })
  })

  it.each(['eventDates: { from: "soon" }', 'eventDates: { from: "2024-08-02", to: "2024-08-01" }'])(
    'refuse %s as BAD_USER_INPUT',
    async (argument) => {
      const { errors } = await room.ask(`{ me { tickets(${argument}) { totalCount } } }`, as('USER', MINE))
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
      expect(room.backend.received).toEqual([])
    },
  )

  const named = `query ($of: [_Any!]!) {
    _entities(representations: $of) { ... on User { tickets { nodes { id token } } } } }`
  const of = [{ __typename: 'User', id: '8' }]

  const knowUser = () =>
    room.backend.on('GET /api/users/8', () => ({
      body: { user: { firstname: 'O', lastname: 'P', email: 'q' } },
    }))

  it('are open to admins', async () => {
    knowUser()
    const { data, errors } = await room.ask(named, as('ADMIN', 1), { of })
    expect(errors).toBeUndefined()
    expect(data._entities).toEqual([{ tickets: { nodes: [{ id: '3', token: 'token-3' }] } }])
  })

  it('can be narrowed to the days of the events by admins too, a page at a time', async () => {
    room.backend.on('GET /api/users/7', () => ({
      body: { user: { firstname: 'O', lastname: 'P', email: 'q' } },
    }))
    keepTickets(
      room.backend,
      [3, 5, 3, 5, 3].map((productId, index) => ({
        ...{ id: 5 - index, userId: MINE, payment: PAYMENT, status: 'issued' },
        productId,
      })),
    )
    sellProducts(room.backend, [3])
    room.backend.on('GET /api/products/5', () => ({
      body: { data: productRow(5, { product_details: { date: '2024-08-11' } }) },
    }))
    const { data, errors } = await room.ask(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User {
        tickets(first: 2, eventDates: { to: "2024-08-10" }) { totalCount nodes { id } pageInfo { hasNextPage } } } } }`,
      as('ADMIN', 1),
      { of: [{ __typename: 'User', id: '7' }] },
    )
    expect(errors).toBeUndefined()
    expect(data._entities[0].tickets).toEqual({
      totalCount: 3,
      nodes: [{ id: '5' }, { id: '3' }],
      pageInfo: { hasNextPage: true },
    })
  })

  it('are refused to employees', async () => {
    knowUser()
    const { data, errors } = await room.ask(named, as('EMPLOYEE', 1), { of })
    expect(data._entities).toEqual([{ tickets: null }])
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })
})

describe('tickets of a payment', () => {
  const named = `query ($of: [_Any!]!) {
    _entities(representations: $of) { ... on Payment { uuid tickets { id token } } } }`
  const of = [PAYMENT, OTHER_PAYMENT].map((uuid) => ({ __typename: 'Payment', uuid }))
  const found = (data: { _entities: { tickets: { id: string }[] }[] }) =>
    data._entities.map((payment) => ids(payment.tickets))

  it("are the caller's own, read once for all payments", async () => {
    const { data, errors } = await room.ask(named, as('USER', MINE), { of })
    expect(errors).toBeUndefined()
    expect(found(data)).toEqual([[4, 1], [2]])
    expect(pathsRead()).toEqual(['/api/tickets/user'])
  })

  it('are all of them for an admin', async () => {
    const { data } = await room.ask(named, as('ADMIN', 1), { of })
    expect(found(data)).toEqual([
      [4, 1],
      [3, 2],
    ])
  })

  it('are none to anybody else, and refused to a guest', async () => {
    expect(found((await room.ask(named, as('USER', 99), { of })).data)).toEqual([[], []])
    const { data, errors } = await room.ask(named, guest, { of })
    expect(data._entities[0].tickets).toBeNull()
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })

  it('are found beyond the first hundred', async () => {
    const many = Array.from({ length: 230 }, (_, index) => ({
      id: index + 1,
      userId: MINE,
      payment: index % 2 === 0 ? PAYMENT : OTHER_PAYMENT,
      status: 'issued',
    }))
    keepTickets(room.backend, many)
    const { data } = await room.ask(named, as('USER', MINE), { of })
    expect(found(data).map((list) => list.length)).toEqual([115, 115])
    expect(room.backend.received.map(({ query }) => query.page)).toEqual(['1', '2', '3'])
  })
})

describe('one ticket', () => {
  const TICKET = `query ($id: ID!) { ticket(id: $id) { id user { id role firstName }
    download { url expiresAt } qrDownload { url } } }`

  it('shows its owner who he is, and links to its files that expire', async () => {
    const { data, errors } = await room.ask(TICKET.replace('firstName', ''), as('USER', MINE), { id: '4' })
    expect(errors).toBeUndefined()
    expect(data.ticket).toEqual({
      id: '4',
      user: { id: '7', role: 'USER' },
      download: {
        url: expect.stringMatching(/^https:\/\/tickets\.example\/files\/tickets\/ticket_4\.pdf\?link=\S+$/),
        expiresAt: expect.any(String),
      },
      qrDownload: {
        url: expect.stringMatching(/^https:\/\/tickets\.example\/files\/qr\/qr_4\.png\?link=\S+$/),
      },
    })
    const life = Date.parse(data.ticket.download.expiresAt) - room.now
    expect(life > 0 && life <= 300_000).toBe(true)
    expect(pathsRead()).toEqual(['/api/tickets/user'])
  })

  it('shows admins whose it is without asking again', async () => {
    const { data, errors } = await room.ask('{ ticket(id: 3) { user { id firstName } } }', as('ADMIN', 1))
    expect(errors).toBeUndefined()
    expect(data.ticket).toEqual({ user: { id: '8', firstName: 'F' } })
    expect(pathsRead()).toEqual(['/api/tickets'])
  })

  it('is null to anybody else, and where there is none', async () => {
    for (const id of ['3', '99', 'x', '4.0']) {
      expect((await room.ask(TICKET, as('USER', MINE), { id })).data).toEqual({ ticket: null })
    }
    expect((await room.ask(TICKET, as('EMPLOYEE', 2), { id: '3' })).data).toEqual({ ticket: null })
    const { errors } = await room.ask(TICKET, guest, { id: '4' })
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })
})

describe('a ticket named by another subgraph', () => {
  const named = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Ticket { id token } } }'
  const of = ['3', '4', '99', 'x'].map((id) => ({ __typename: 'Ticket', id }))

  it('is there for its owner only', async () => {
    const { data } = await room.ask(named, as('USER', MINE), { of })
    expect(data._entities).toEqual([null, { id: '4', token: 'token-4' }, null, null])
    expect((await room.ask(named, guest, { of })).data._entities).toEqual([null, null, null, null])
  })

  it('is there for admins', async () => {
    const { data } = await room.ask(named, as('ADMIN', 1), { of })
    expect(data._entities.map((ticket: { id: string } | null) => ticket?.id)).toEqual([
      '3',
      '4',
      undefined,
      undefined,
    ])
  })
})
