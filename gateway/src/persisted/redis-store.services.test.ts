import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createClient } from 'redis'
import supertest from 'supertest'
import { type RedisServer, startRedisServer } from '../testing/redis-server.js'
import { createTestGateway } from '../testing/test-gateway.js'

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const extensionsOf = (query: string) => ({ persistedQuery: { version: 1, sha256Hash: hashOf(query) } })
const BEST = { data: { best: { id: '2' } } }

let redis: RedisServer
const undo: (() => Promise<unknown>)[] = []

beforeEach(async () => {
  redis = await startRedisServer()
})
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one()
  await redis.kill()
})

async function startGateway() {
  const { gateway, logged } = await createTestGateway({ REDIS_URL: redis.url })
  undo.push(() => gateway.close())
  const post = (body: object) => supertest(gateway.handler).post('/graphql').send(body)
  return {
    logged,
    register: async (query: string) => (await post({ query, extensions: extensionsOf(query) })).body,
    recall: async (query: string) => (await post({ extensions: extensionsOf(query) })).body,
  }
}

type TestedGateway = Awaited<ReturnType<typeof startGateway>>

/** Asks until the other gateway's write has arrived: nobody waits for it. */
async function recallOnceShared({ recall }: TestedGateway, query: string): Promise<unknown> {
  const until = Date.now() + 10_000
  let answer = await recall(query)
  while (answer.errors && Date.now() < until) answer = await recall(query)
  return answer
}

const isMiss = (answer: { errors?: { message: string }[] }) =>
  answer.errors?.[0]?.message === 'PersistedQueryNotFound'

describe('persisted queries in Redis', () => {
  it('are learnt by one gateway and known to another', async () => {
    const [one, other] = [await startGateway(), await startGateway()]
    expect(isMiss(await other.recall('{ best { id } }'))).toBe(true)
    expect(await one.register('{ best { id } }')).toEqual(BEST)
    expect(await recallOnceShared(other, '{ best { id } }')).toEqual(BEST)
  })

  it('go on in each gateway alone when Redis is killed', async () => {
    const gateway = await startGateway()
    await gateway.register('{ best { id } }')
    await redis.kill()
    expect(await gateway.recall('{ best { id } }')).toEqual(BEST)
    expect(isMiss(await gateway.recall('{ best { id score } }'))).toBe(true)
    expect(await gateway.register('query New { best { id } }')).toEqual(BEST)
    expect(await gateway.recall('query New { best { id } }')).toEqual(BEST)
  })

  it('cost at most one short wait when Redis hangs, and are shared again after', async () => {
    const [one, other] = [await startGateway(), await startGateway()]
    redis.freeze()
    const started = performance.now()
    for (let index = 0; index < 20; index++) {
      expect(isMiss(await one.recall(`query Q${index} { best { id } }`))).toBe(true)
    }
    expect(performance.now() - started).toBeLessThan(1_500)
    redis.thaw()
    const until = Date.now() + 10_000
    let shared: unknown
    while (JSON.stringify(shared) !== JSON.stringify(BEST) && Date.now() < until) {
      await one.register('{ best { id } }')
      shared = await other.recall('{ best { id } }')
    }
    expect(shared).toEqual(BEST)
  })

  it('are not believed when somebody else has written another text under the hash', async () => {
    const client = createClient({ url: redis.url })
    await client.connect()
    undo.push(() => client.close())
    await client.set(`apq:${hashOf('{ best { id } }')}`, 'mutation { sell(id: 1) { id } }')
    const gateway = await startGateway()
    expect(isMiss(await gateway.recall('{ best { id } }'))).toBe(true)
  })
})
