import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type supertest from 'supertest'
import { createGatewayDatabase, type GatewayDatabase } from '../testing/gateway-database.js'
import { createTestGateway } from '../testing/test-gateway.js'
import { createTill, type Till } from '../testing/till.js'
import { ask, createTillGateway, type TillGateway } from '../testing/till-gateway.js'

const ORDER = 'mutation ($what: String = "ok") { order(what: $what) { number cart owner } }'
const TOKEN = 'USER-7-a'

let rows: GatewayDatabase
let till: Till
let test: TillGateway
let key = ''
beforeAll(async () => {
  rows = await createGatewayDatabase(process.env.TEST_DATABASE_URL)
  till = createTill()
  test = await createTillGateway({ till, database: rows.database, env: { TRUSTED_PROXIES: '127.0.0.0/8' } })
})
beforeEach(() => {
  key = randomUUID()
})
afterAll(async () => {
  await test.close()
  await rows.drop()
})

const isReplayed = ({ headers }: supertest.Response) => headers['idempotency-replayed'] === 'true'
const expectRefusal = ({ status, body }: supertest.Response, expected: number, code: string) => {
  expect(status).toBe(expected)
  expect(body.errors[0].extensions.code).toBe(code)
}
const sharedHeaders = ({ headers }: supertest.Response) => {
  const { date, 'x-request-id': _id, 'idempotency-replayed': _replayed, ...others } = headers
  return others
}

describe('a command that is repeated under its key', () => {
  it('is carried out once, and answered byte for byte as the first', async () => {
    const headers = { accept: 'application/graphql-response+json', 'accept-language': 'de' }
    const first = await ask(test.gateway, ORDER, { key, token: TOKEN, headers })
    const done = till.orders()
    const again = await ask(test.gateway, ORDER, { key, token: TOKEN })
    expect(till.orders()).toBe(done)
    expect(again.text).toBe(first.text)
    expect(again.status).toBe(first.status)
    expect(sharedHeaders(again)).toEqual(sharedHeaders(first))
    expect([isReplayed(first), isReplayed(again)]).toEqual([false, true])
    expect(again.headers['x-request-id']).not.toBe(first.headers['x-request-id'])
  })

  it('gets the answer in every session of the person, and whatever the order of the variables', async () => {
    const query =
      'mutation ($what: String!, $password: String) { order(what: $what, password: $password) { number } }'
    const first = await ask(test.gateway, query, {
      key,
      token: 'USER-7-a',
      variables: { what: 'a', password: 'p' },
    })
    const again = await ask(test.gateway, query, {
      key,
      token: 'ADMIN-7-b',
      variables: { password: 'p', what: 'a' },
    })
    expect([isReplayed(again), again.text]).toEqual([true, first.text])
  })

  it('is found again where its text came as a hash', async () => {
    const sha256Hash = createHash('sha256').update(ORDER).digest('hex')
    const persisted = () =>
      ask(test.gateway, '', { key, token: TOKEN }).send({
        query: undefined,
        extensions: { persistedQuery: { version: 1, sha256Hash } },
      })
    expect((await persisted()).body.errors[0].message).toBe('PersistedQueryNotFound')
    const first = await ask(test.gateway, ORDER, { key, token: TOKEN }).send({
      extensions: { persistedQuery: { version: 1, sha256Hash } },
    })
    const again = await persisted()
    expect([isReplayed(first), isReplayed(again), again.text]).toEqual([false, true, first.text])
  })

  it.each([
    ['another value', ORDER, { what: 'other' }],
    ['another document', ORDER.replace('number', 'number note'), undefined],
  ])('is refused with %s', async (_what, query, variables) => {
    await ask(test.gateway, ORDER, { key, token: TOKEN })
    const done = till.orders()
    const answer = await ask(test.gateway, query, { key, token: TOKEN, variables })
    expectRefusal(answer, 422, 'IDEMPOTENCY_KEY_REUSED')
    expect(till.orders()).toBe(done)
  })

  it('is carried out once when six come at a time, on two gateways', async () => {
    const other = await createTillGateway({ till, database: rows.database })
    const before = till.orders()
    const asked = [test, other, test, other, test, other].map(({ gateway }) =>
      ask(gateway, 'mutation { hold { number } }', { key, token: TOKEN }).then((answer) => answer),
    )
    await till.held()
    till.release()
    const answers = await Promise.all(asked)
    await other.close()
    expect(till.orders()).toBe(before + 1)
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(answers.filter(isReplayed)).toHaveLength(5)
  })
})

describe('whose key it is', () => {
  it('is never another person’s: two users and two guests under one key', async () => {
    const people = [
      { token: 'USER-7-a' },
      { token: 'USER-8-a' },
      { cart: randomUUID() },
      { cart: randomUUID() },
    ]
    const round = () => Promise.all(people.map((person) => ask(test.gateway, ORDER, { key, ...person })))
    const first = await round()
    const again = await round()
    expect(first.some(isReplayed)).toBe(false)
    expect(again.every(isReplayed)).toBe(true)
    expect(again.map(({ text }) => text)).toEqual(first.map(({ text }) => text))
    expect(first.map(({ body }) => body.data.order.owner)).toEqual([7, 8, null, null])
    expect(first.slice(2).map(({ body }) => body.data.order.cart)).toEqual([people[2]?.cart, people[3]?.cart])
  })

  it('is found again by a guest who was not told the cart yet', async () => {
    const first = await ask(test.gateway, ORDER, { key })
    const again = await ask(test.gateway, ORDER, { key, headers: { 'x-forwarded-for': '192.0.2.9' } })
    expect([isReplayed(again), again.text]).toEqual([true, first.text])
    expect(again.headers['x-guest-cart-id']).toBe(first.headers['x-guest-cart-id'])
  })

  it('is another one for each password, where nobody is known', async () => {
    const login = (password: string) =>
      ask(test.gateway, 'mutation ($p: String) { order(what: "in", password: $p) { number } }', {
        key,
        variables: { p: password },
      })
    const [right, wrong, again] = [await login('right'), await login('wrong'), await login('right')]
    expect([isReplayed(wrong), wrong.status]).toEqual([false, 200])
    expect([isReplayed(again), again.text]).toEqual([true, right.text])
  })

  it('is refused unless it is a UUID, where nobody is known: strangers may think of it too', async () => {
    const before = till.orders()
    const answer = await ask(test.gateway, ORDER, { key: 'order-1', headers: { 'accept-language': 'fr' } })
    expectRefusal(answer, 400, 'BAD_USER_INPUT')
    expect(answer.body.errors[0].message).toMatch(/doit être un UUID/)
    expect(till.orders()).toBe(before)
  })

  it('may be any text of somebody who is known', async () => {
    for (const person of [{ token: TOKEN }, { cart: randomUUID() }]) {
      const asked = { key: `order-${key}`, ...person }
      const [first, again] = [await ask(test.gateway, ORDER, asked), await ask(test.gateway, ORDER, asked)]
      expect([first.status, isReplayed(again)]).toEqual([200, true])
    }
  })
})

describe('the header', () => {
  it.each([
    ['nothing', ''],
    ['a space', 'a b'],
    ['256 characters', 'x'.repeat(256)],
    ['a letter that is no ASCII', 'clé'],
  ])('with %s is refused, and nothing is done', async (_what, malformed) => {
    const before = till.orders()
    const answer = await ask(test.gateway, ORDER, { key: malformed, token: TOKEN })
    expectRefusal(answer, 400, 'BAD_USER_INPUT')
    expect(till.orders()).toBe(before)
  })

  it('that comes twice is refused', async () => {
    const { url } = await test.gateway.start()
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: [
        ['content-type', 'application/json'],
        ['idempotency-key', 'one'],
        ['idempotency-key', 'two'],
      ],
      body: JSON.stringify({ query: ORDER }),
    })
    expect(answer.status).toBe(400)
  })

  it('of a query is ignored, whatever it is', async () => {
    const answers = [
      await ask(test.gateway, '{ best { id } }', { key, token: TOKEN }),
      await ask(test.gateway, '{ best { id } }', { key, token: TOKEN }),
      await ask(test.gateway, '{ best { id } }', { key: 'a b' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(answers.some(isReplayed)).toBe(false)
  })

  it('is passed on to the subgraph that carries the command out', async () => {
    await ask(test.gateway, ORDER, { key, token: TOKEN })
    expect(till.requests.at(-1)?.call.idempotencyKey).toBe(key)
  })

  it('is refused by a gateway that keeps none, but for queries', async () => {
    const { gateway, requests } = await createTestGateway()
    expectRefusal(await ask(gateway, 'mutation { sell(id: 1) { id } }', { key }), 400, 'BAD_USER_INPUT')
    expect(requests).toEqual([])
    expect((await ask(gateway, '{ best { id } }', { key })).status).toBe(200)
    await gateway.close()
  })
})
