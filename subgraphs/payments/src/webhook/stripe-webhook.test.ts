import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { BackendUser } from '../testing/ticketing-answers.js'
import { ask, startWorld, stripeSends, type World } from '../testing/world.js'

const START = `mutation($input: StartPaymentInput!) { startPayment(input: $input) {
  ... on StartedPayment { payment { uuid } }
} }`
const SUCCEEDED = 'payment_intent.succeeded'
const FAILED = 'payment_intent.payment_failed'

let world: World
let bare: World

async function startFor(of: World, user: BackendUser) {
  user.cart.lines = [{ product_id: 5, quantity: 2, price: 20, available: 50 }]
  const { data } = await ask(of, user, START, { input: { cartId: String(user.cart.id) } })
  const payment: string = data.startPayment.payment.uuid
  const row = of.ticketing.state.payments.find(({ uuid }) => uuid === payment)
  if (!row?.transaction_id) throw new Error('no payment was started')
  return { payment, intent: row.transaction_id, row }
}
const relayed = (of: World) => of.ticketing.asked.filter(({ path }) => path === '/api/payments/webhook')
const outcome = ({ body }: { body: string }) => JSON.parse(body).outcome

beforeAll(async () => {
  ;[world, bare] = await Promise.all([startWorld(), startWorld({ withService: false })])
})
afterAll(() => Promise.all([world.close(), bare.close()]))
afterEach(() => {
  for (const { ticketing } of [world, bare]) {
    ticketing.state.payments.length = 0
    ticketing.state.failing.clear()
    ticketing.asked.length = 0
  }
})

describe('the Stripe webhook', () => {
  it('passes a success on with the same bytes and a signature of its own', async () => {
    const { payment, intent, row } = await startFor(world, world.users.ada)
    const answer = await stripeSends(world, { type: SUCCEEDED, intent, payment })
    expect(answer).toMatchObject({ status: 200 })
    expect(relayed(world).map(({ text }) => text)).toEqual([answer.sent])
    expect(row.status).toBe('paid')
  })

  it('refuses what Stripe did not sign, and what it signed long ago or in the future', async () => {
    const { payment, intent } = await startFor(world, world.users.ada)
    const event = { type: SUCCEEDED, intent, payment }
    const seconds = Math.floor(Date.now() / 1000)
    const answers = [
      await stripeSends(world, event, { secret: 'whsec_of_somebody_else' }),
      await stripeSends(world, event, { seconds: seconds - 600 }),
      await stripeSends(world, event, { seconds: seconds + 600 }),
      await world.stripeWebhook({ body: Buffer.from('{}'), headers: {} }),
      await world.stripeWebhook({ body: Buffer.from('{}'), headers: { 'stripe-signature': 'nonsense' } }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400])
    expect(relayed(world)).toEqual([])
  })

  it('refuses a body that was changed after signing', async () => {
    const { payment, intent } = await startFor(world, world.users.ada)
    let headers = {}
    const spy = {
      ...world,
      stripeWebhook: async (asked: Parameters<World['stripeWebhook']>[0]) => {
        headers = asked.headers
        return { status: 0, body: '' }
      },
    }
    const { sent } = await stripeSends(spy, { type: FAILED, intent, payment })
    const body = Buffer.from(sent.replace(FAILED, SUCCEEDED))
    expect((await world.stripeWebhook({ body, headers })).status).toBe(400)
  })

  it('passes an event on once, however often and from however many sides it arrives', async () => {
    const { payment, intent } = await startFor(world, world.users.ada)
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => stripeSends(world, { type: SUCCEEDED, intent, payment })),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(answers.map(outcome).sort()).toEqual([
      'already known',
      'already known',
      'already known',
      'passed on',
    ])
    expect(relayed(world)).toHaveLength(1)
  })

  it('never undoes a paid payment by a late failure, nor a refund by a late success', async () => {
    const { payment, intent, row } = await startFor(world, world.users.ada)
    row.status = 'paid'
    expect(outcome(await stripeSends(world, { type: FAILED, intent, payment }))).toBe('already known')
    row.status = 'refunded'
    expect(outcome(await stripeSends(world, { type: SUCCEEDED, intent, payment }))).toBe('already known')
    expect(relayed(world)).toEqual([])
    expect(row.status).toBe('refunded')
  })

  it('keeps that order without a service account too', async () => {
    const { payment, intent, row } = await startFor(bare, bare.users.ada)
    row.status = 'paid'
    expect(outcome(await stripeSends(bare, { type: FAILED, intent, payment }))).toBe('already known')
    row.status = 'pending'
    expect(outcome(await stripeSends(bare, { type: FAILED, intent, payment }))).toBe('passed on')
    expect(outcome(await stripeSends(bare, { type: SUCCEEDED, intent, payment }))).toBe('passed on')
    expect(row.status).toBe('paid')
  })

  it('asks Stripe whether a failure is old news when nobody else knows the payment', async () => {
    const { payment, intent, row } = await startFor(bare, bare.users.ada)
    await bare.db.query('DELETE FROM payments.started_payments')
    Object.assign(bare.stripe.intents.get(intent) ?? {}, { status: 'succeeded' })
    expect(outcome(await stripeSends(bare, { type: FAILED, intent, payment }))).toBe('already known')
    expect(row.status).toBe('pending')
  })

  it('finds the payment by its intent when the event does not name it', async () => {
    const { intent, row } = await startFor(world, world.users.ada)
    expect((await stripeSends(world, { type: SUCCEEDED, intent })).status).toBe(200)
    expect(row.status).toBe('paid')
  })

  it('acknowledges what is of no concern without a call', async () => {
    const { payment, intent } = await startFor(world, world.users.ada)
    world.ticketing.asked.length = 0
    expect(await stripeSends(world, { type: 'payment_intent.created', intent, payment })).toMatchObject({
      status: 200,
    })
    expect(await stripeSends(world, { type: SUCCEEDED, intent: 'pi_of_another_shop' })).toMatchObject({
      status: 200,
    })
    expect(world.ticketing.asked).toEqual([])
  })

  it('ignores the failure of a payment that was replaced', async () => {
    const { payment, intent, row } = await startFor(world, world.users.ada)
    await world.db.query('UPDATE payments.started_payments SET superseded_at = now() WHERE uuid = $1', [
      payment,
    ])
    expect(outcome(await stripeSends(world, { type: FAILED, intent, payment }))).toBe('already known')
    expect(row.status).toBe('pending')
  })

  it('lets Stripe try again when the backend fails, and then works', async () => {
    const { payment, intent, row } = await startFor(world, world.users.ada)
    world.ticketing.state.failing.set('POST /api/payments/webhook', 500)
    expect((await stripeSends(world, { type: SUCCEEDED, intent, payment })).status).toBe(503)
    world.ticketing.state.failing.clear()
    expect((await stripeSends(world, { type: SUCCEEDED, intent, payment })).status).toBe(200)
    expect(row.status).toBe('paid')
  })

  it('says 404 for a payment that the backend does not have', async () => {
    const payment = 'b6cbd7f7-8d1f-4a5c-a3a5-7fd36bb2a4f1'
    expect((await stripeSends(world, { type: SUCCEEDED, intent: 'pi_1', payment })).status).toBe(404)
  })
})

describe('the cart after its payment', () => {
  it('is empty', async () => {
    const { ada } = world.users
    const { payment, intent } = await startFor(world, ada)
    await stripeSends(world, { type: SUCCEEDED, intent, payment })
    expect(ada.cart.lines).toEqual([])
  })

  it('is left alone when it has changed since, also by a later event', async () => {
    const { ada } = world.users
    const { payment, intent } = await startFor(world, ada)
    const paidFor = ada.cart.lines
    const changed = [...paidFor, { product_id: 9, quantity: 1, price: 5, available: 3 }]
    ada.cart.lines = changed
    await stripeSends(world, { type: SUCCEEDED, intent, payment })
    expect(ada.cart.lines).toEqual(changed)
    ada.cart.lines = paidFor
    await stripeSends(world, { type: SUCCEEDED, intent, payment })
    expect(ada.cart.lines).toEqual(paidFor)
  })

  it('never fails the webhook, and is emptied when the event comes again', async () => {
    const { ada } = world.users
    const { payment, intent, row } = await startFor(world, ada)
    world.ticketing.state.failing.set('GET /api/cart', 500)
    expect((await stripeSends(world, { type: SUCCEEDED, intent, payment })).status).toBe(200)
    expect(row.status).toBe('paid')
    world.ticketing.state.failing.clear()
    await stripeSends(world, { type: SUCCEEDED, intent, payment })
    expect(ada.cart.lines).toEqual([])
  })

  it('is never that of a guest, though the backend shows one for a token that has ended', async () => {
    const { ada, ben } = world.users
    const { payment, intent } = await startFor(world, ada)
    const token = ada.token
    ada.token = 'another login'
    ben.cart.lines = [{ product_id: 5, quantity: 2, price: 20, available: 50 }]
    expect((await stripeSends(world, { type: SUCCEEDED, intent, payment })).status).toBe(200)
    expect(world.ticketing.log()).not.toContain('DELETE /api/cart/items')
    ada.token = token
    await stripeSends(world, { type: SUCCEEDED, intent, payment })
    expect(ada.cart.lines).toEqual([])
    expect(ben.cart.lines).toHaveLength(1)
  })
})
