// Commands that are sent again under their Idempotency-Key, and commands that nobody may give: at two gateways over one
// database.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { until } from './journey/pay.js'
import { person, signIn } from './journey/people.js'
import { type Platform, startPlatform } from './journey/platform.js'

const PASSWORD = 'Demo-Password-2024!'
const LOGIN = `mutation ($email: String!, $password: String!) {
  login(input: { email: $email, password: $password }) { ... on Session { token } }
}`
const PAY = `mutation ($cartId: ID!) {
  startPayment(input: { cartId: $cartId, method: STRIPE }) { ... on StartedPayment { clientSecret payment { uuid } } }
}`
const MY_PAYMENTS = '{ me { payments(first: 100) { totalCount } } }'
const TRAIL = `{
  auditTrail(first: 1, filter: { types: [PrivilegedCommandRefused] }) { nodes { payload actor { id role } } }
}`

interface Login {
  readonly login: { readonly token: string }
}
interface Trail {
  readonly auditTrail: {
    readonly nodes: readonly {
      readonly payload: { readonly commands: readonly string[] }
      readonly actor: object
    }[]
  }
}

let platform: Platform
beforeAll(async () => {
  platform = await startPlatform('in one process')
})
afterAll(() => platform.close())

describe('a command that is repeated under its key', () => {
  it('signs in once, at whichever gateway', async () => {
    const headers = { 'idempotency-key': randomUUID() }
    const at = (url: string, password = PASSWORD) =>
      person(url, { headers }).try<Login>(LOGIN, { email: 'other@example.test', password })
    const first = await at(platform.url)
    const again = await at(platform.secondUrl)
    expect(again.data).toEqual(first.data)
    expect([first, again].map((answer) => answer.headers.get('idempotency-replayed'))).toEqual([null, 'true'])
    const wrong = await at(platform.secondUrl, 'Another-Password-2024!')
    expect(wrong.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    const { token } = again.data.login
    expect((await person(platform.secondUrl, { token }).try('{ me { id } }')).status).toBe(200)
  })

  it('starts one payment, of four that come at a time at two gateways', async () => {
    const buyer = await signIn(platform.url, 'other@example.test')
    const { products } = await buyer.ask<{ products: { nodes: { id: string; stock: number }[] } }>(
      '{ products(first: 50) { nodes { id stock } } }',
    )
    const productId = products.nodes.find(({ stock }) => stock > 10)?.id
    const { setCartItem } = await buyer.ask<{ setCartItem: { id: string } }>(
      'mutation ($productId: ID!) { setCartItem(productId: $productId, quantity: 1) { ... on Cart { id } } }',
      { productId },
    )
    const before = await buyer.ask<{ me: { payments: { totalCount: number } } }>(MY_PAYMENTS)
    const options = { token: buyer.token ?? '', headers: { 'idempotency-key': randomUUID() } }
    const { url, secondUrl } = platform
    const answers = await Promise.all(
      [url, secondUrl, url, secondUrl].map((gateway) =>
        person(gateway, options).try(PAY, { cartId: setCartItem.id }),
      ),
    )
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1)
    expect(answers[0]?.data).toMatchObject({ startPayment: { clientSecret: expect.any(String) } })
    const after = await buyer.ask<{ me: { payments: { totalCount: number } } }>(MY_PAYMENTS)
    expect(after.me.payments.totalCount).toBe(before.me.payments.totalCount + 1)
  })
})

describe('a privileged command that is refused', () => {
  it('stands in the audit trail, with who tried it', async () => {
    const [user, admin] = [
      await signIn(platform.url, 'user@example.test'),
      await signIn(platform.url, 'admin@example.test'),
    ]
    const { errors } = await user.try('mutation { setTicketStatus(id: 1, status: CANCELLED) { id } }')
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    const { me } = await user.ask<{ me: { id: string } }>('{ me { id } }')
    const { auditTrail } = await until(
      () => admin.ask<Trail>(TRAIL),
      (trail) => trail.auditTrail.nodes.length > 0,
    )
    expect(auditTrail.nodes).toEqual([
      { payload: { commands: ['setTicketStatus'], rules: ['ADMIN'] }, actor: { id: me.id, role: 'USER' } },
    ])
  })
})
