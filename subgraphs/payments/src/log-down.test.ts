import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { addPayment } from './testing/paid-payment.js'
import { callOf, startWorld, type World } from './testing/world.js'

const START = `mutation { startPayment(input: { cartId: "101" }) { __typename } }`
const REFUND = `mutation($uuid: ID!) {
  refundPayment(uuid: $uuid, amount: { minorUnits: 100, currency: EUR }) { __typename }
}`

let world: World

beforeAll(async () => {
  world = await startWorld()
  world.users.ada.cart.lines = [{ product_id: 5, quantity: 2, price: 20, available: 50 }]
})
afterAll(() => world.close())

describe('while the log cannot be written', () => {
  it('commands are refused before anything is sent to the backend or to Stripe', async () => {
    const { uuid } = addPayment(world, world.users.ada)
    await world.cutDatabase()
    const deadline = Date.now() + 700
    const run = async (document: string, user = world.users.ada) => {
      const { errors } = await world.subgraph.execute({
        document,
        variables: { uuid },
        call: callOf(user, { deadline }),
      })
      return errors?.[0]?.extensions
    }
    const refused = { code: 'SERVICE_UNAVAILABLE', retryable: true }
    expect(await run(START)).toMatchObject(refused)
    expect(await run(REFUND, world.users.admin)).toMatchObject(refused)
    expect(world.ticketing.asked).toEqual([])
    expect(world.stripe.asked).toEqual([])
  })
})
