// What happened, as owners and admins see it through the gateway, however the subgraphs are reached.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { confirmAtStripe, until } from './journey/pay.js'
import { type Person, person, signIn } from './journey/people.js'
import { type Platform, startPlatform } from './journey/platform.js'
import { parkWebhook } from './permissions-stories.js'

interface Event {
  readonly type: string
  readonly stream: string
  readonly outcome: string
  readonly actor: { readonly id: string | null; readonly role: string }
  readonly payload: Readonly<Record<string, unknown>>
}
interface Events {
  readonly nodes: readonly Event[]
}

const EVENTS = '{ nodes { type stream outcome actor { id role } payload } }'
const CART = `{ cart { id history ${EVENTS} } }`
const SET = 'mutation { setCartItem(productId: 2, quantity: 1) { __typename } }'
const PAY = `mutation ($cartId: ID!) { startPayment(input: { cartId: $cartId }) {
  ... on StartedPayment { clientSecret payment { uuid } }
} }`
const PAYMENT = `query ($uuid: ID!) { payment(uuid: $uuid) {
  status history ${EVENTS} tickets { history ${EVENTS} }
} }`
const TRAIL = `query ($filter: AuditFilter) { auditTrail(filter: $filter) ${EVENTS} }`

interface PaymentStory {
  readonly payment: {
    readonly status: string
    readonly history: Events
    readonly tickets: readonly { readonly history: Events }[]
  } | null
}

const typesOf = ({ nodes }: Events): readonly string[] => nodes.map(({ type }) => type)

describe.each(['in one process', 'with subgraph processes'] as const)('what happened, %s', (layout) => {
  let platform: Platform
  let buyer: Person
  let admin: Person
  let buyerId: string

  beforeAll(async () => {
    platform = await startPlatform(layout, { second: false })
    buyer = await signIn(platform.url, 'user@example.test')
    admin = await signIn(platform.url, 'admin@example.test')
    buyerId = (await buyer.ask<{ me: { id: string } }>('{ me { id } }')).me.id
  })
  afterAll(() => platform.close())

  it('to a cart is told to the guest and to the person who has it', async () => {
    const guest = person(platform.url, { headers: { 'x-guest-cart-id': randomUUID() } })
    await guest.ask(SET)
    const { cart } = await guest.ask<{ cart: { id: string; history: Events } }>(CART)
    expect(cart.history.nodes).toMatchObject([
      {
        type: 'CartItemSet',
        stream: `cart:${cart.id}`,
        actor: { id: null, role: 'GUEST' },
        payload: { product: '2', quantity: 1 },
      },
    ])
    await buyer.ask(SET)
    const own = await buyer.ask<{ cart: { history: Events } }>(CART)
    expect(own.cart.history.nodes.at(-1)).toMatchObject({
      type: 'CartItemSet',
      stream: `cart:user:${buyerId}`,
      actor: { id: buyerId, role: 'USER' },
    })
  })

  it('to a payment and its tickets is told to the buyer; admins see how it came about', async () => {
    const { cart } = await buyer.ask<{ cart: { id: string } }>(CART)
    const { startPayment } = await buyer.ask<{
      startPayment: { clientSecret: string; payment: { uuid: string } }
    }>(PAY, { cartId: cart.id })
    const { uuid } = startPayment.payment
    await confirmAtStripe(platform.stripeUrl, startPayment.clientSecret)
    const isTold = ({ payment }: PaymentStory) =>
      payment !== null &&
      payment.history.nodes.length > 1 &&
      payment.tickets.some(({ history }) => history.nodes.length > 0)
    const { payment } = await until(() => buyer.ask<PaymentStory>(PAYMENT, { uuid }), isTold)
    expect(typesOf(payment?.history ?? { nodes: [] })).toEqual(['PaymentStarted', 'PaymentSucceeded'])
    expect(payment?.history.nodes[0]).toMatchObject({
      actor: { id: buyerId, role: 'USER' },
      payload: { payment: uuid, owner: buyerId },
    })
    expect(payment?.tickets.map(({ history }) => typesOf(history))).toEqual([['TicketIssued']])

    const { auditTrail } = await admin.ask<{ auditTrail: Events }>(TRAIL, {
      filter: { streams: [`cart:user:${buyerId}`] },
    })
    expect(typesOf(auditTrail)).toContain('CommandIntended')
  })

  it('is not told to anybody else', async () => {
    const { auditTrail } = await admin.ask<{ auditTrail: Events }>(TRAIL, {
      filter: { types: ['PaymentStarted'] },
    })
    const other = await signIn(platform.url, 'other@example.test')
    const uuid = auditTrail.nodes[0]?.payload.payment
    expect((await other.ask<PaymentStory>(PAYMENT, { uuid })).payment).toBeNull()
    const refused = await other.try<unknown>(TRAIL)
    expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })

  it('includes commands that were refused by the role', async () => {
    await buyer.try('mutation { releaseParkedWebhook(id: "evt_1") { id } }')
    const filter = { types: ['PrivilegedCommandRefused'] }
    const { auditTrail } = await until(
      () => admin.ask<{ auditTrail: Events }>(TRAIL, { filter }),
      ({ auditTrail: { nodes } }) => nodes.length > 0,
    )
    expect(auditTrail.nodes).toMatchObject([
      {
        stream: `refusals:${buyerId}`,
        outcome: 'REFUSED',
        actor: { id: buyerId, role: 'USER' },
        payload: { commands: ['releaseParkedWebhook'] },
      },
    ])
  })

  it('lets an admin find what waits and let it go on', async () => {
    await parkWebhook(platform, randomUUID())
    const list = '{ parkedWebhooks { totalCount nodes { id reason } } }'
    interface Parked {
      readonly parkedWebhooks: {
        readonly totalCount: number
        readonly nodes: readonly { readonly id: string }[]
      }
    }
    const { parkedWebhooks } = await admin.ask<Parked>(list)
    expect(parkedWebhooks.totalCount).toBe(1)
    const release = 'mutation ($id: ID!) { releaseParkedWebhook(id: $id) { type actor { role } } }'
    const id = parkedWebhooks.nodes[0]?.id
    expect(await admin.ask(release, { id })).toEqual({
      releaseParkedWebhook: { type: 'WebhookReleased', actor: { role: 'ADMIN' } },
    })
    expect((await admin.ask<Parked>(list)).parkedWebhooks.totalCount).toBe(0)
  })
})
