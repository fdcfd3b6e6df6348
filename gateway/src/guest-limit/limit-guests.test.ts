import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type supertest from 'supertest'
import { createGatewayDatabase, type GatewayDatabase } from '../testing/gateway-database.js'
import { createTill, type Till } from '../testing/till.js'
import { ask, createTillGateway } from '../testing/till-gateway.js'

const ORDER = 'mutation { order(what: "ok") { number } }'
const TWO = 'mutation { a: order(what: "ok") { number } b: order(what: "ok") { number } }'

let rows: GatewayDatabase
const undo: (() => Promise<unknown>)[] = []
beforeAll(async () => {
  rows = await createGatewayDatabase(process.env.TEST_DATABASE_URL)
})
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one()
})
afterAll(() => rows.drop())

async function start(most: number, till: Till = createTill()) {
  const clock = { time: Date.now() }
  const env = { GUEST_COMMANDS_PER_MINUTE: String(most), TRUSTED_PROXIES: '127.0.0.0/8' }
  const now = () => clock.time
  const test = await createTillGateway({ till, database: rows.database, env, now })
  undo.push(test.close)
  const from = (address: string, query = ORDER, asked: Parameters<typeof ask>[2] = {}) => {
    const headers = { 'x-forwarded-for': address, ...asked.headers }
    return ask(test.gateway, query, { ...asked, headers })
  }
  return { clock, from, till }
}

const statusOf = async (answer: supertest.Test) => (await answer).status

describe('commands of guests', () => {
  it('are refused when one address has sent too many within a minute, with nothing done', async () => {
    const { clock, from, till } = await start(3)
    for (const query of [ORDER, TWO]) expect(await statusOf(from('192.0.2.1', query))).toBe(200)
    clock.time += 20_500
    const { status, body, headers } = await from('192.0.2.1', ORDER, { headers: { 'accept-language': 'fr' } })
    expect([status, headers['retry-after']]).toEqual([429, '40'])
    expect(body.errors).toEqual([
      {
        message: 'Trop de commandes ; réessayez dans 40 secondes.',
        extensions: { code: 'RATE_LIMITED', retryable: true, retryAfter: 40 },
      },
    ])
    expect(till.orders()).toBe(3)
    clock.time += 40_000
    expect(await statusOf(from('192.0.2.1'))).toBe(200)
  })

  it('are counted for each address, and for the network of an IPv6 address', async () => {
    const { from } = await start(1)
    const addresses = ['192.0.2.1', '192.0.2.2', '2001:db8:1:2::1', '2001:db8:1:2::2', '192.0.2.1']
    const statuses: number[] = []
    for (const address of addresses) statuses.push(await statusOf(from(address)))
    expect(statuses).toEqual([200, 200, 200, 429, 429])
  })

  it('leave no row under their keys when they are refused, and count without any field too', async () => {
    const { from } = await start(1)
    const key = randomUUID()
    expect(await statusOf(from('192.0.2.1', 'mutation { __typename }'))).toBe(200)
    expect(await statusOf(from('192.0.2.1', ORDER, { key }))).toBe(429)
    const sql = 'SELECT key FROM gateway.idempotent_requests WHERE key = $1'
    expect(await rows.database.query(sql, [key])).toEqual([])
  })

  it('do not keep anybody from reading, nor whoever is signed in from anything', async () => {
    const { from } = await start(1)
    const statuses: number[] = []
    for (const asked of [{}, {}, { token: 'USER-7-a' }, { token: 'USER-7-a' }]) {
      statuses.push(await statusOf(from('192.0.2.1', ORDER, asked)))
    }
    expect(statuses).toEqual([200, 429, 200, 200])
    expect(await statusOf(from('192.0.2.1', '{ best { id } }'))).toBe(200)
  })

  it('are not counted where the limit is 0', async () => {
    const { from, till } = await start(0)
    for (let index = 0; index < 40; index += 1) await from('192.0.2.1', TWO)
    expect(till.orders()).toBe(80)
  })
})
