import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { cartStream, paymentStream } from '@ticketing/event-log'
import { storyOf, typesOf } from '../testing/recorded-story.js'
import type { BackendUser } from '../testing/ticketing-answers.js'
import { callOf, createUser, startWorld, type World } from '../testing/world.js'

const START = `mutation($input: StartPaymentInput!) { startPayment(input: $input) {
  __typename
  ... on StartedPayment { payment { uuid } clientSecret }
  ... on CartAlreadyPaid { payment { uuid } }
} }`

let world: World
let nextUser = 50

/** With this many tickets for 20 euros in the cart. */
function buyer(quantity: number): BackendUser {
  const user = createUser(nextUser++)
  user.cart.lines = [{ product_id: 5, quantity, price: 20, available: 50 }]
  world.ticketing.state.users.push(user)
  return user
}

async function start(user: BackendUser, requestId: string, ms = 10_000) {
  const variables = { input: { cartId: String(user.cart.id), method: 'STRIPE' } }
  const call = callOf(user, { requestId, clientName: 'portal', deadline: Date.now() + ms })
  const { data, errors } = await world.subgraph.execute({ document: START, variables, call })
  const startPayment = JSON.parse(JSON.stringify(data?.startPayment ?? null))
  return { startPayment, code: errors?.[0]?.extensions.code }
}

const cartOf = ({ id }: BackendUser) => cartStream({ userId: id })

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

describe('the log of starting payments', () => {
  it('tells who started which payment, for which cart, in which request', async () => {
    const user = buyer(2)
    const { startPayment } = await start(user, 'r-started')
    const { uuid } = startPayment.payment
    expect(await storyOf(world, paymentStream(uuid))).toEqual([
      {
        type: 'PaymentStarted',
        data: {
          payment: uuid,
          owner: String(user.id),
          cart: String(user.cart.id),
          method: 'STRIPE',
          amount: { minorUnits: '4000', currency: 'EUR' },
        },
      },
    ])
    const [intent, end] = await world.eventLog.readStream(cartOf(user))
    expect(intent).toMatchObject({
      type: 'CommandIntended',
      data: {
        command: 'startPayment',
        arguments: { user: user.id, cart: user.cart.id, method: 'STRIPE' },
      },
    })
    expect(end).toMatchObject({ type: 'CommandCompleted', data: { command: 'startPayment', note: null } })
    const [started] = await world.eventLog.readStream(paymentStream(uuid))
    expect(started?.context).toEqual({
      actor: { id: String(user.id), role: 'USER' },
      client: 'portal',
      requestId: 'r-started',
      traceparent: null,
      causationId: intent?.id,
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      observedAt: null,
    })
  })

  it('records a payment that is handed out again once', async () => {
    const user = buyer(2)
    const first = await start(user, 'r-first')
    const again = await start(user, 'r-again')
    expect(again).toEqual(first)
    expect(await typesOf(world, paymentStream(first.startPayment.payment.uuid))).toEqual(['PaymentStarted'])
    expect(await typesOf(world, cartOf(user))).toEqual([
      'CommandIntended',
      'CommandCompleted',
      'CommandIntended',
      'CommandCompleted',
    ])
  })

  it('tells of a payment that another took the place of, inside the command that did it', async () => {
    const user = buyer(2)
    const old = (await start(user, 'r-old')).startPayment.payment.uuid
    user.cart.lines = [{ product_id: 5, quantity: 3, price: 20, available: 50 }]
    const fresh = (await start(user, 'r-new')).startPayment.payment.uuid
    expect(await typesOf(world, paymentStream(old))).toEqual([
      'PaymentStarted',
      'CommandIntended',
      'PaymentFailed',
    ])
    const [, intended, failed] = await world.eventLog.readStream(paymentStream(old))
    expect(intended?.data).toMatchObject({ command: 'supersedePayment', arguments: { payment: old } })
    expect(failed?.data).toEqual({ payment: old, owner: String(user.id), reason: 'SUPERSEDED' })
    expect(failed?.context).toMatchObject({
      causationId: intended?.id,
      correlationId: intended?.context.correlationId,
    })
    const around = (await world.eventLog.readStream(cartOf(user)))[2]
    expect(intended?.context.causationId).toBe(around?.id)
    expect(await typesOf(world, paymentStream(fresh))).toEqual(['PaymentStarted'])
  })

  it('holds the payment, and not the cart, while nobody knows whether the backend heard of its end', async () => {
    const user = buyer(2)
    const { uuid } = (await start(user, 'r-before')).startPayment.payment
    user.cart.lines = [{ product_id: 5, quantity: 3, price: 20, available: 50 }]
    world.ticketing.state.failing.set('POST /api/payments/webhook', 0)
    const { code } = await start(user, 'r-silent', 500)
    world.ticketing.state.failing.clear()
    expect(code).toBe('BACKEND_TIMEOUT')
    expect((await storyOf(world, cartOf(user))).at(-1)).toEqual({
      type: 'CommandRefused',
      data: { command: 'startPayment', reason: 'BACKEND_TIMEOUT' },
    })
    expect((await typesOf(world, paymentStream(uuid))).at(-1)).toBe('CommandIntended')
    expect((await start(user, 'r-later')).startPayment.__typename).toBe('StartedPayment')
    expect(await typesOf(world, paymentStream(uuid))).toEqual([
      'PaymentStarted',
      'CommandIntended',
      'CommandRefused',
      'CommandIntended',
      'PaymentFailed',
    ])
  })

  it('tells that a cart was paid already, and nothing of a second payment', async () => {
    const user = buyer(2)
    const { uuid } = (await start(user, 'r-once')).startPayment.payment
    const row = world.ticketing.state.payments.find((payment) => payment.uuid === uuid)
    const intent = world.stripe.intents.get(row?.transaction_id ?? '')
    if (!row || !intent) throw new Error('no payment was started')
    intent.status = 'succeeded'
    expect((await start(user, 'r-twice')).startPayment).toMatchObject({ __typename: 'CartAlreadyPaid' })
    row.status = 'paid'
    expect((await start(user, 'r-thrice')).startPayment).toMatchObject({ __typename: 'CartAlreadyPaid' })
    const ends = (await storyOf(world, cartOf(user))).filter(({ type }) => type !== 'CommandIntended')
    expect(ends.map(({ type, data }) => [type, data])).toEqual([
      ['CommandCompleted', { command: 'startPayment', note: null }],
      ['CommandRefused', { command: 'startPayment', reason: 'CartAlreadyPaid' }],
      ['CartCleared', { cart: String(user.cart.id), owner: String(user.id), reason: 'PAID' }],
    ])
    expect(await typesOf(world, paymentStream(uuid))).toEqual(['PaymentStarted'])
  })

  it('tells why nothing was started', async () => {
    const user = buyer(0)
    await start(user, 'r-empty')
    user.cart.lines = [{ product_id: 5, quantity: 3, price: 20, available: 2 }]
    await start(user, 'r-short')
    user.cart.lines = [{ product_id: 5, quantity: 1, price: 0.2, available: 2 }]
    expect((await start(user, 'r-cheap')).code).toBe('BAD_USER_INPUT')
    const reasons = (await storyOf(world, cartOf(user)))
      .filter(({ type }) => type !== 'CommandIntended')
      .map(({ type, data }) => [type, 'reason' in data && data.reason])
    expect(reasons).toEqual([
      ['CommandRefused', 'EmptyCart'],
      ['CommandRefused', 'StockUnavailable'],
      ['CommandRefused', 'BAD_USER_INPUT'],
    ])
  })

  it('tells of a payment that was opened, though its start then failed', async () => {
    const user = buyer(2)
    world.stripe.fail.status = 500
    expect((await start(user, 'r-failed')).code).toBe('SERVICE_UNAVAILABLE')
    world.stripe.fail.status = null
    const opened = world.ticketing.state.payments[0]?.uuid ?? ''
    expect(await typesOf(world, paymentStream(opened))).toEqual(['PaymentStarted'])
  })

  it('does not hold a cart whose payment the backend answered with a failure', async () => {
    const user = buyer(2)
    world.ticketing.state.failing.set('POST /api/payments', 500)
    expect((await start(user, 'r-broken')).code).toBe('BACKEND_UNAVAILABLE')
    world.ticketing.state.failing.clear()
    expect((await start(user, 'r-mended')).startPayment.__typename).toBe('StartedPayment')
  })

  it('holds no secret', async () => {
    const user = buyer(2)
    const { startPayment } = await start(user, 'r-secret')
    const all = JSON.stringify(await world.eventLog.readAll(), (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    )
    expect(all).toContain(startPayment.payment.uuid)
    for (const secret of [startPayment.clientSecret, user.token, '@example.test']) {
      expect(all).not.toContain(secret)
    }
  })
})
