import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { FAILED, forget, relayed, SUCCEEDED, startedPayment } from '../testing/started-payment.js'
import { stripeSends, stripeTells, untilInbox } from '../testing/stripe-events.js'
import { startWorld, type World } from '../testing/world.js'
import { WEBHOOK_PACE } from './pace.js'

let world: World

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
afterEach(() => forget(world))

const inbox = () => world.db.query('SELECT id FROM payments.stripe_events')

describe('the Stripe webhook', () => {
  it('is answered once the event is stored, before the backend has heard of it', async () => {
    const { payment, intent, row } = await startedPayment(world, world.users.ada)
    let goOn = () => undefined
    const held = new Promise<void>((resolve) => {
      goOn = () => void resolve()
    })
    world.ticketing.state.webhook.gap = () => held
    const answer = await stripeSends(world, { type: SUCCEEDED, intent, payment })
    expect(answer).toMatchObject({ status: 200, body: '{"received":true}' })
    expect(row.status).toBe('pending')
    goOn()
    expect(await untilInbox(world, answer.id)).toMatchObject({ outcome: 'PASSED_ON' })
    expect(row.status).toBe('paid')
  })

  it('refuses what Stripe did not sign, and what it signed long ago or in the future', async () => {
    const { payment, intent } = await startedPayment(world, world.users.ada)
    const event = { type: SUCCEEDED, intent, payment }
    const seconds = Math.floor(Date.now() / 1000)
    const before = await inbox()
    const answers = [
      await stripeSends(world, event, { secret: 'whsec_of_somebody_else' }),
      await stripeSends(world, event, { seconds: seconds - 600 }),
      await stripeSends(world, event, { seconds: seconds + 600 }),
      await world.stripeWebhook({ body: Buffer.from('{}'), headers: {} }),
      await world.stripeWebhook({ body: Buffer.from('{}'), headers: { 'stripe-signature': 'nonsense' } }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400])
    expect(await inbox()).toEqual(before)
  })

  it('refuses a body that was changed after signing', async () => {
    const { payment, intent } = await startedPayment(world, world.users.ada)
    let headers = {}
    const spy = {
      stripeWebhook: async (asked: Parameters<World['stripeWebhook']>[0]) => {
        headers = asked.headers
        return { status: 0, body: '' }
      },
    }
    const { sent } = await stripeSends(spy, { type: FAILED, intent, payment })
    const body = Buffer.from(sent.replace(FAILED, SUCCEEDED))
    expect((await world.stripeWebhook({ body, headers })).status).toBe(400)
  })

  it('takes an event once, however often it arrives', async () => {
    const { payment, intent } = await startedPayment(world, world.users.ada)
    const event = { type: SUCCEEDED, intent, payment, id: 'evt_of_many' }
    const answers = await Promise.all(Array.from({ length: 4 }, () => stripeSends(world, event)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    await stripeTells(world, event)
    expect(relayed(world)).toHaveLength(1)
  })

  it('acknowledges what is of no concern, and keeps nothing of it', async () => {
    const { payment, intent } = await startedPayment(world, world.users.ada)
    const before = await inbox()
    const events = [
      { type: 'payment_intent.created', intent, payment },
      { type: SUCCEEDED, intent: 'pi_of_another_shop' },
    ]
    for (const event of events) expect(await stripeSends(world, event)).toMatchObject({ status: 200 })
    expect(await inbox()).toEqual(before)
  })

  it('answers that it must be sent again while the database still hangs, before Stripe gives up', async () => {
    const { payment, intent } = await startedPayment(world, world.users.ada)
    const event = { type: SUCCEEDED, intent, payment, id: 'evt_while_hanging' }
    await world.db.transaction(async (owner) => {
      await owner.query('LOCK TABLE payments.stripe_events')
      expect((await stripeSends(world, event)).status).toBe(503)
    })
    // Stripe waits for two seconds.
    expect(WEBHOOK_PACE.storeWithinMs).toBeLessThan(2000)
    expect(await stripeTells(world, event)).toMatchObject({ outcome: 'PASSED_ON' })
  })
})
