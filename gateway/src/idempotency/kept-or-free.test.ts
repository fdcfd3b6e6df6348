import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createLog, openDatabase } from '@ticketing/service-kit'
import type supertest from 'supertest'
import { createGatewayDatabase, type GatewayDatabase } from '../testing/gateway-database.js'
import { createTill, type Till } from '../testing/till.js'
import { ask, createTillGateway, SECRET, type TillGateway } from '../testing/till-gateway.js'

const TOKEN = 'USER-7-a'
const log = createLog({ name: 'test', level: 'silent' })

let rows: GatewayDatabase
let till: Till
let test: TillGateway
let key = ''
beforeAll(async () => {
  rows = await createGatewayDatabase(process.env.TEST_DATABASE_URL)
  till = createTill()
  test = await createTillGateway({ till, database: rows.database })
})
beforeEach(() => {
  key = randomUUID()
})
afterAll(async () => {
  await test.close()
  await rows.drop()
})

const order = (what: string, asked: object = {}) =>
  ask(test.gateway, `mutation { order(what: "${what}") { number } }`, { key, token: TOKEN, ...asked })
const isReplayed = ({ headers }: supertest.Response) => headers['idempotency-replayed'] === 'true'
const rowsOf = (wanted: string) =>
  rows.database.query<{ state: string; answer: Buffer | null }>(
    'SELECT state, answer FROM gateway.idempotent_requests WHERE key = $1',
    [wanted],
  )
const expectUnknown = ({ status, body }: supertest.Response) => {
  expect(status).toBe(409)
  expect(body.errors[0].extensions).toEqual({ code: 'CONFLICT', retryable: false, outcomeUnknown: true })
}

describe('an answer', () => {
  it.each([
    ['a success', 'order(what: "ok") { number }'],
    ['a null', 'order(what: "nothing") { number }'],
    ['a failure for good', 'order(what: "wrong") { number }'],
    ['a fault of ours', 'order(what: "crash") { number }'],
    ['an unknown outcome', 'order(what: "out of sight") { number }'],
    ['one that was carried out unseen', 'order(what: "unseen") { number }'],
    ['a success of which a part failed', 'order(what: "ok") { sealed }'],
    ['a success before a failure', 'a: order(what: "ok") { number } b: order(what: "busy") { number }'],
    ['a success after a failure', 'a: order(what: "busy") { number } b: order(what: "ok") { number }'],
    ['a success beside a refused field', 'order(what: "ok") { number } close'],
  ])('is kept for %s', async (_what, selection) => {
    const first = await ask(test.gateway, `mutation { ${selection} }`, { key, token: TOKEN })
    const sent = till.requests.length
    const again = await ask(test.gateway, `mutation { ${selection} }`, { key, token: TOKEN })
    expect([isReplayed(again), again.text]).toEqual([true, first.text])
    expect(till.requests).toHaveLength(sent)
  })

  it.each([
    ['a backend that is away', 'order(what: "busy") { number }', TOKEN],
    ['a command that came second', 'order(what: "conflict") { number }', TOKEN],
    [
      'two failures that may be tried again',
      'a: order(what: "busy") { number } t: __typename b: order(what: "conflict") { number }',
      TOKEN,
    ],
    ['a failure beside a refused field', 'order(what: "busy") { number } close', TOKEN],
    ['what the role may not do', 'close', TOKEN],
    ['what a guest may not do', 'mine', undefined],
    ['variables that are not allowed', 'order(what: $what) { number }', TOKEN],
    ['an operation that is not valid', 'order { number }', TOKEN],
    ['a token that is no good', 'order(what: "ok") { number }', 'stale'],
  ])('leaves the key free for %s', async (_what, selection, token) => {
    const cart = randomUUID()
    const declared = selection.includes('$what') ? '($what: String!)' : ''
    await ask(test.gateway, `mutation ${declared} { ${selection} }`, { key, token, cart })
    expect(await rowsOf(key)).toEqual([])
    const other = await order('ok', { token: token === 'stale' ? TOKEN : token, cart })
    expect([other.status, isReplayed(other)]).toEqual([200, false])
    expect(other.body.data.order.number).toBe(till.orders())
  })

  it('is kept although its client has left', async () => {
    const { url } = await test.gateway.start()
    const leaving = new AbortController()
    const body = JSON.stringify({ query: 'mutation { hold { number } }' })
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': key,
      authorization: `Bearer ${TOKEN}`,
    }
    const left = fetch(`${url}/graphql`, { method: 'POST', headers, body, signal: leaving.signal })
    await till.held()
    leaving.abort()
    await expect(left).rejects.toThrow()
    const again = ask(test.gateway, 'mutation { hold { number } }', { key, token: TOKEN }).then((one) => one)
    till.release()
    expect(isReplayed(await again)).toBe(true)
    expect((await again).body.data.hold.number).toBe(till.orders())
  })

  it('of more than 2 MB is not kept: nobody is told a second time', async () => {
    const query = 'mutation { order(what: "large") { note } }'
    expect((await ask(test.gateway, query, { key, token: TOKEN })).status).toBe(200)
    const done = till.orders()
    expectUnknown(await ask(test.gateway, query, { key, token: TOKEN }))
    expect(till.orders()).toBe(done)
  })

  it('cannot be read in the table, nor what was asked', async () => {
    await order('a-secret-of-the-customer')
    const [row] = await rows.database.query<object>(
      "SELECT encode(answer, 'escape') AS answer, * FROM gateway.idempotent_requests WHERE key = $1",
      [key],
    )
    expect(Object.keys(row ?? {})).toContain('fingerprint')
    expect(JSON.stringify(row)).not.toContain('number')
    expect(JSON.stringify(row)).not.toContain('a-secret-of-the-customer')
  })

  it('is read after a change of the secret', async () => {
    const cart = randomUUID()
    const [first, anonymous] = [
      await order('ok', { cart, token: undefined }),
      await order('ok', { token: undefined }),
    ]
    const done = till.orders()
    const next = 'n'.repeat(32)
    const both = await createTillGateway({ till, database: rows.database, secret: `${next},${SECRET}` })
    const query = 'mutation { order(what: "ok") { number } }'
    expect((await ask(both.gateway, query, { key, cart })).text).toBe(first.text)
    expect((await ask(both.gateway, query, { key })).text).toBe(anonymous.text)
    await both.close()
    expect(till.orders()).toBe(done)
  })

  it('is kept for seven days, and deleted in passing then', async () => {
    await order('ok')
    const old = key
    const left = await rows.database.query<{ days: string }>(
      `SELECT extract(epoch FROM expires_at - now()) / 86400 AS days FROM gateway.idempotent_requests WHERE key = $1`,
      [old],
    )
    expect(Number(left[0]?.days)).toBeCloseTo(7, 2)
    await rows.database.query(`UPDATE gateway.idempotent_requests SET expires_at = now() WHERE key = $1`, [
      old,
    ])
    expect(isReplayed(await order('ok'))).toBe(false)
    await rows.database.query(`UPDATE gateway.idempotent_requests SET expires_at = now() WHERE key = $1`, [
      old,
    ])
    const fresh = await createTillGateway({ till, database: rows.database })
    await ask(fresh.gateway, 'mutation { order(what: "ok") { number } }', { key: randomUUID(), token: TOKEN })
    await fresh.close()
    await expect(rowsOf(old)).resolves.toEqual([])
  })
})

describe('a first request that nobody hears of any more', () => {
  it('is not run again: its outcome is unknown, in the client’s language', async () => {
    await order('ok')
    const done = till.orders()
    await rows.database.query(
      "UPDATE gateway.idempotent_requests SET state = 'running', answer = NULL, running_until = now() WHERE key = $1",
      [key],
    )
    const again = await order('ok', { headers: { 'accept-language': 'de' } })
    expectUnknown(again)
    expect(again.body.errors[0].message).toMatch(/^Es ist nicht bekannt/)
    expect(till.orders()).toBe(done)
  })
})

describe('without the database', () => {
  it('a command with a key is refused before it is sent, and one without runs', async () => {
    const away = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none', applicationName: 'test', log })
    const { gateway, close } = await createTillGateway({ till, database: away })
    const query = 'mutation { order(what: "ok") { number } }'
    const before = till.requests.length
    const refused = await ask(gateway, query, { key, token: TOKEN })
    expect([refused.status, refused.body.errors[0].extensions]).toEqual([
      503,
      { code: 'SERVICE_UNAVAILABLE', retryable: true },
    ])
    expect(till.requests).toHaveLength(before)
    expect((await ask(gateway, query, { token: TOKEN })).status).toBe(200)
    await close()
    await away.close()
  })
})
