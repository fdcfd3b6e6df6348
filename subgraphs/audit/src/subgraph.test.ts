import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { cartStream, type NewEvent, paymentStream, ticketStream, webhookStream } from '@ticketing/event-log'
import { sampleContext, sampleEvent, sampleIntent } from '@ticketing/event-log/testing'
import { as, guest } from './testing/callers.js'
import { openRoom, type Room } from './testing/room.js'

const PAYMENT = '00000000-0000-4000-8000-000000000001'
const TOKEN = '10000000-0000-4000-8000-000000000001'
const GUEST_CART = '20000000-0000-4000-8000-000000000001'
const money = { minorUnits: '1999', currency: 'EUR' }
const [owner, other, employee, admin] = [as('USER', 7), as('USER', 8), as('EMPLOYEE', 5), as('ADMIN', 9)]

let room: Room
beforeAll(async () => {
  room = await openRoom()
  await fill()
})
afterAll(() => room.close())

const by = (id: string, role: 'USER' | 'EMPLOYEE' | 'ADMIN', requestId: string | null = null) => ({
  context: sampleContext({ actor: { id, role }, requestId }),
})

async function append(stream: string, events: readonly NewEvent[], closes?: string): Promise<void> {
  expect(
    await room.eventLog.append([{ stream, expected: 'any', events, ...(closes && { closes }) }]),
  ).toMatchObject({ kind: 'appended' })
}

async function fill(): Promise<void> {
  const started = { payment: PAYMENT, owner: '7', cart: '70', method: 'STRIPE', amount: money }
  await append(paymentStream(PAYMENT), [sampleEvent('PaymentStarted', started, by('7', 'USER', 'r-pay'))])
  const intent = sampleIntent('refundPayment')
  await append(paymentStream(PAYMENT), [intent])
  const refund = { payment: PAYMENT, owner: '7', amount: money, total: money, full: true }
  await append(paymentStream(PAYMENT), [sampleEvent('PaymentRefunded', refund, by('9', 'ADMIN'))], intent.id)
  await append(ticketStream(TOKEN), [
    sampleEvent('TicketIssued', { ticket: '1', owner: '7', payment: PAYMENT, product: '3', free: false }),
    sampleEvent(
      'CommandOutcomeUnknown',
      { command: 'admitTicket', reason: 'Nobody knows.' },
      by('5', 'EMPLOYEE'),
    ),
  ])
  const item = { cart: '70', product: '3', quantity: 2 }
  await append(cartStream({ userId: 7 }), [
    sampleEvent('CartItemSet', { ...item, owner: '7' }, by('7', 'USER')),
  ])
  await append(cartStream({ guestCartId: GUEST_CART }), [
    sampleEvent('CartItemSet', { ...item, cart: GUEST_CART, owner: null }),
    sampleEvent('CartsMerged', { cart: '70', owner: '7', guestCart: GUEST_CART }, by('7', 'USER')),
  ])
}

const TRAIL = `query ($filter: AuditFilter, $first: Int, $after: String) {
  auditTrail(filter: $filter, first: $first, after: $after) {
    totalCount nodes { type outcome stream version position actor { id role } payload }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`
const typesIn = (page: { nodes: { type: string }[] }) => page.nodes.map(({ type }) => type)

describe('auditTrail', () => {
  it('tells admins everything, the newest first', async () => {
    const { data, errors } = await room.ask(TRAIL, admin)
    expect(errors).toBeUndefined()
    expect(typesIn(data.auditTrail)).toEqual([
      'CartsMerged',
      'CartItemSet',
      'CartItemSet',
      'CommandOutcomeUnknown',
      'TicketIssued',
      'PaymentRefunded',
      'CommandIntended',
      'PaymentStarted',
    ])
    expect(data.auditTrail.totalCount).toBe(8)
    expect(data.auditTrail.nodes.at(-1)).toEqual({
      type: 'PaymentStarted',
      outcome: 'HAPPENED',
      stream: `payment:${PAYMENT}`,
      version: 1,
      position: 1,
      actor: { id: '7', role: 'USER' },
      payload: { payment: PAYMENT, owner: '7', cart: '70', method: 'STRIPE', amount: money },
    })
  })

  it('gives pages that stay as they are while more is recorded', async () => {
    const first = (await room.ask(TRAIL, admin, { first: 3 })).data.auditTrail
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false })
    await append('session:1', [sampleEvent('SignedOut', { user: '7', session: null })])
    const { data } = await room.ask(TRAIL, admin, { first: 3, after: first.pageInfo.endCursor })
    expect(typesIn(data.auditTrail)).toEqual(['CommandOutcomeUnknown', 'TicketIssued', 'PaymentRefunded'])
    expect(data.auditTrail.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true })
  })

  it.each([
    [{ types: ['TicketIssued', 'CartsMerged'] }, ['CartsMerged', 'TicketIssued']],
    [{ paymentUuid: PAYMENT.toUpperCase() }, ['PaymentRefunded', 'CommandIntended', 'PaymentStarted']],
    [{ ticketToken: TOKEN, productId: '3' }, ['CommandOutcomeUnknown', 'TicketIssued']],
    [{ streams: [`cart:${GUEST_CART}`], types: ['CartItemSet'] }, ['CartItemSet']],
    [{ streams: [] }, []],
    [{ actorId: '9' }, ['PaymentRefunded']],
    [{ requestId: 'r-pay' }, ['PaymentStarted']],
    [{ correlationId: 'none' }, []],
    [{ to: '2020-01-01T00:00:00Z' }, []],
  ])('lists what is asked for: %j', async (filter, types) => {
    expect(typesIn((await room.ask(TRAIL, admin, { filter })).data.auditTrail)).toEqual(types)
  })

  it.each([
    { first: 0 },
    { first: 101 },
    { after: 'nonsense' },
    { filter: { streams: Array(101).fill('cart:1') } },
    { filter: { from: '2024-02-01T00:00:00Z', to: '2024-01-01T00:00:00Z' } },
  ])('refuses %j', async (variables) => {
    const { data, errors } = await room.ask(TRAIL, admin, variables)
    expect(data).toEqual({ auditTrail: null })
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })

  it.each([
    ['FORBIDDEN', owner],
    ['FORBIDDEN', employee],
    ['UNAUTHENTICATED', guest],
  ])('is for admins: %s', async (code, call) => {
    expect((await room.ask(TRAIL, call)).errors?.[0]?.extensions.code).toBe(code)
  })
})

const HISTORY = `query ($it: [_Any!]!) { _entities(representations: $it) {
  ... on Payment { history { totalCount nodes { type outcome actor { id role } payload } } }
  ... on Ticket { history { totalCount nodes { type outcome actor { id role } payload } } }
  ... on Cart { history { totalCount nodes { type outcome actor { id role } payload } } }
} }`

async function historyOf(representation: object, call: typeof guest) {
  const { data, errors } = await room.ask(HISTORY, call, { it: [representation] })
  return { history: data._entities[0]?.history ?? null, code: errors?.[0]?.extensions.code }
}
const payment = { __typename: 'Payment', uuid: PAYMENT, user: { id: '7' } }
const ticket = { __typename: 'Ticket', id: '1', token: TOKEN, user: { id: '7' } }
const cart = (id: string) => ({ __typename: 'Cart', id })

describe('history', () => {
  it('tells owners what happened to their payment, and admins what was tried as well', async () => {
    const own = await historyOf(payment, owner)
    expect(typesIn(own.history)).toEqual(['PaymentStarted', 'PaymentRefunded'])
    expect(own.history.totalCount).toBe(2)
    expect(typesIn((await historyOf(payment, admin)).history)).toEqual([
      'PaymentStarted',
      'CommandIntended',
      'PaymentRefunded',
    ])
  })

  it("names to owners nobody's number but their own", async () => {
    const { history } = await historyOf(payment, owner)
    expect(history.nodes.map((event: { actor: unknown }) => event.actor)).toEqual([
      { id: '7', role: 'USER' },
      { id: null, role: 'ADMIN' },
    ])
    expect((await historyOf(payment, admin)).history.nodes.at(-1).actor).toEqual({ id: '9', role: 'ADMIN' })
  })

  it('shows that nobody knows what came of a command, and not why', async () => {
    const { history } = await historyOf(ticket, owner)
    expect(history.nodes.at(-1)).toEqual({
      type: 'CommandOutcomeUnknown',
      outcome: 'UNKNOWN',
      actor: { id: null, role: 'EMPLOYEE' },
      payload: { command: 'admitTicket' },
    })
  })

  it('is nothing for anybody else', async () => {
    for (const representation of [payment, ticket]) {
      expect(await historyOf(representation, other)).toEqual({ history: null, code: 'FORBIDDEN' })
      expect(await historyOf(representation, employee)).toEqual({ history: null, code: 'FORBIDDEN' })
      expect(await historyOf(representation, guest)).toEqual({ history: null, code: 'UNAUTHENTICATED' })
    }
    expect(await historyOf({ ...payment, user: null }, owner)).toEqual({ history: null, code: 'FORBIDDEN' })
  })

  it("is of one's own cart, whatever number is named", async () => {
    expect(typesIn((await historyOf(cart('70'), owner)).history)).toEqual(['CartItemSet'])
    expect((await historyOf(cart('70'), other)).history.nodes).toEqual([])
    expect((await historyOf(cart('70'), guest)).history).toBeNull()
  })

  it("is of a guest's cart for the guest who knows it, without the number of who took it over", async () => {
    const { history } = await historyOf(cart(GUEST_CART), guest)
    expect(typesIn(history)).toEqual(['CartItemSet', 'CartsMerged'])
    expect(history.nodes.at(-1)).toMatchObject({
      actor: { id: null, role: 'USER' },
      payload: { owner: null },
    })
    expect((await historyOf(cart(GUEST_CART), other)).history).toBeNull()
  })
})

describe('recordRefusedCommands', () => {
  const REFUSED = `mutation ($commands: [String!]!) { recordRefusedCommands(commands: $commands, rules: ["ADMIN"]) }`

  it('records who asked for what', async () => {
    expect((await room.ask(REFUSED, other, { commands: ['refundPayment'] })).data).toEqual({
      recordRefusedCommands: true,
    })
    expect((await room.ask(REFUSED, guest, { commands: ['updateUser'] })).errors).toBeUndefined()
    const staff = { ...as('EMPLOYEE', 0), staffId: 'staff:a' }
    expect((await room.ask(REFUSED, staff, { commands: ['updateUser'] })).errors).toBeUndefined()
    const filter = { types: ['PrivilegedCommandRefused'] }
    expect((await room.ask(TRAIL, admin, { filter })).data.auditTrail.nodes).toMatchObject([
      { stream: 'refusals:staff:a', actor: { id: 'staff:a', role: 'EMPLOYEE' } },
      { stream: 'refusals:guest', outcome: 'REFUSED', actor: { id: null, role: 'GUEST' } },
      { stream: 'refusals:8', payload: { commands: ['refundPayment'], rules: ['ADMIN'] } },
    ])
  })

  it('records nothing for nothing, and refuses what is too much', async () => {
    expect((await room.ask(REFUSED, other, { commands: [] })).data).toEqual({ recordRefusedCommands: false })
    const { errors } = await room.ask(REFUSED, other, { commands: Array(101).fill('x') })
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })
})

describe('parked webhooks', () => {
  const LIST = `query ($after: String) { parkedWebhooks(first: 1, after: $after) {
    totalCount nodes { id eventType reason payment { uuid } } pageInfo { hasNextPage endCursor }
  } }`
  const RELEASE = 'mutation ($id: ID!) { releaseParkedWebhook(id: $id) { id type actor { id } payload } }'
  const park = (webhook: string) =>
    append(webhookStream(webhook), [
      sampleEvent('WebhookParked', {
        webhook,
        eventType: 'payment_intent.succeeded',
        payment: PAYMENT,
        reason: '500',
      }),
    ])

  it('wait in a line until an admin releases them, once', async () => {
    await park('evt_1')
    await park('evt_2')
    const first = (await room.ask(LIST, admin)).data.parkedWebhooks
    expect(first).toMatchObject({
      totalCount: 2,
      nodes: [
        { id: 'evt_1', eventType: 'payment_intent.succeeded', reason: '500', payment: { uuid: PAYMENT } },
      ],
      pageInfo: { hasNextPage: true },
    })
    const { data } = await room.ask(LIST, admin, { after: first.pageInfo.endCursor })
    expect(data.parkedWebhooks.nodes).toMatchObject([{ id: 'evt_2' }])

    const releases = await Promise.all([1, 2, 3].map(() => room.ask(RELEASE, admin, { id: 'evt_1' })))
    const [release] = releases
    expect(release?.data.releaseParkedWebhook).toMatchObject({
      type: 'WebhookReleased',
      actor: { id: '9' },
      payload: { webhook: 'evt_1' },
    })
    for (const again of releases) expect(again).toEqual(release)
    expect((await room.ask(LIST, admin)).data.parkedWebhooks).toMatchObject({ nodes: [{ id: 'evt_2' }] })
  })

  it('may be parked and released again', async () => {
    await park('evt_1')
    expect((await room.ask(LIST, admin)).data.parkedWebhooks.totalCount).toBe(2)
    await room.ask(RELEASE, admin, { id: 'evt_1' })
    expect((await room.ask(LIST, admin)).data.parkedWebhooks.totalCount).toBe(1)
    expect(await room.eventLog.readStream('webhook:evt_1')).toHaveLength(4)
  })

  it('are found by their id only', async () => {
    const { data, errors } = await room.ask(RELEASE, admin, { id: 'evt_none' })
    expect(data).toEqual({ releaseParkedWebhook: null })
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND')
    expect((await room.ask(RELEASE, owner, { id: 'evt_2' })).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })
})
