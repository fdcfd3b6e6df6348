import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import supertest from 'supertest'
import type { Exchange } from '../http/exchange.js'
import { createTestGateway } from '../testing/test-gateway.js'
import { createPersistedQueries } from './persisted-queries.js'
import { createMemoryStore } from './persisted-store.js'

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const keyOf = (text: string) => `apq:${hashOf(text)}`

describe('createMemoryStore', () => {
  it('keeps at most so many texts, those last used', async () => {
    const store = createMemoryStore({ entries: 2 })
    await store.set(keyOf('a'), 'a')
    await store.set(keyOf('b'), 'b')
    await store.get(keyOf('a'))
    await store.set(keyOf('c'), 'c')
    expect(await Promise.all(['a', 'b', 'c'].map((text) => store.get(keyOf(text))))).toEqual([
      'a',
      undefined,
      'c',
    ])
  })

  it('keeps at most so many characters, and nothing that is larger than all of it', async () => {
    const store = createMemoryStore({ characters: 10 })
    await store.set(keyOf('123456'), '123456')
    await store.set(keyOf('abcdef'), 'abcdef')
    expect(await store.get(keyOf('123456'))).toBeUndefined()
    await store.set(keyOf('x'.repeat(11)), 'x'.repeat(11))
    expect(await store.get(keyOf('x'.repeat(11)))).toBeUndefined()
    await store.set(keyOf('y'), 'y')
    await store.set(keyOf('y'), 'y')
    expect(await store.get(keyOf('y'))).toBe('y')
  })

  it('takes no key that is not a hash', async () => {
    const store = createMemoryStore()
    await store.set('apq:../../etc', 'x')
    expect(await store.get('apq:../../etc')).toBeUndefined()
  })
})

describe('automatic persisted queries', () => {
  const QUERY = '{ best { id } }'
  const persisted = (sha256Hash: unknown) => ({ persistedQuery: { version: 1, sha256Hash } })

  const start = async (env: Record<string, string> = {}) => {
    const { gateway } = await createTestGateway(env)
    return {
      ask: (body: object) => supertest(gateway.handler).post('/graphql').send(body),
      get: (query: Record<string, string>) =>
        supertest(gateway.handler).get('/graphql').query(query).set('apollo-require-preflight', '1'),
      close: () => gateway.close(),
    }
  }

  it('are learnt once and then asked for by their hash, by POST and by GET', async () => {
    const { ask, get, close } = await start()
    const extensions = persisted(hashOf(QUERY))
    const miss = await ask({ extensions })
    expect(miss.status).toBe(200)
    expect(miss.headers['cache-control']).toBe('private, no-store')
    expect(miss.body.errors[0]).toMatchObject({
      message: 'PersistedQueryNotFound',
      extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' },
    })
    const data = { best: { id: '2' } }
    expect((await ask({ query: QUERY, extensions })).body).toEqual({ data })
    expect((await ask({ extensions })).body).toEqual({ data })
    expect((await get({ extensions: JSON.stringify(extensions) })).body).toEqual({ data })
    await close()
  })

  it('are not learnt under another hash, nor when they are invalid', async () => {
    const { ask, close } = await start()
    const wrong = await ask({ query: QUERY, extensions: persisted(hashOf('another')) })
    expect([wrong.status, wrong.body.errors[0].extensions.code]).toEqual([
      400,
      'PERSISTED_QUERY_HASH_MISMATCH',
    ])
    const invalid = '{ nonsense }'
    expect((await ask({ query: invalid, extensions: persisted(hashOf(invalid)) })).status).toBe(400)
    for (const text of ['another', invalid]) {
      const { body } = await ask({ extensions: persisted(hashOf(text)) })
      expect(body.errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND')
    }
    await close()
  })

  it.each([
    ['another version', { version: 2, sha256Hash: hashOf(QUERY) }],
    ['no version', { sha256Hash: hashOf(QUERY) }],
    ['a hash in capitals', { version: 1, sha256Hash: hashOf(QUERY).toUpperCase() }],
  ])('are refused with %s', async (_what, persistedQuery) => {
    const { ask, close } = await start()
    const { status, body } = await ask({ query: QUERY, extensions: { persistedQuery } })
    expect([status, body.errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST'])
    await close()
  })

  it('ask no store once they are known, and store nothing that is too much', async () => {
    const asked: string[] = []
    const kept = createMemoryStore()
    const { recall, keep } = createPersistedQueries({
      get: (key) => {
        asked.push(`get ${key}`)
        return kept.get(key)
      },
      set: (key, text) => {
        asked.push(`set ${key}`)
        return kept.set(key, text)
      },
    })
    await kept.set(keyOf(QUERY), QUERY)
    const send = async (query: string | null, isGood = true) => {
      const persistedQuery = { version: 1, sha256Hash: hashOf(QUERY) }
      const params = { query, operationName: null, variables: {}, extensions: { persistedQuery } }
      const exchange = { asked: { ...params, learnt: null } } as unknown as Exchange
      await recall(exchange)
      if (isGood) await keep(exchange)
      return exchange.asked?.query
    }
    expect(await send(null, false)).toBe(QUERY)
    expect(await send(null)).toBe(QUERY)
    expect(await send(null)).toBe(QUERY)
    expect(await send(null)).toBe(QUERY)
    expect(asked).toEqual([`get ${keyOf(QUERY)}`, `get ${keyOf(QUERY)}`])
    await send(QUERY, false)
    expect(asked).toHaveLength(2)
    await send(QUERY)
    expect(asked.at(-1)).toBe(`set ${keyOf(QUERY)}`)
  })

  it.each([['x'], [7], [['a']], [{ length: 64 }], [null]])('survive %p in place of a hash', async (hash) => {
    const { ask, close } = await start()
    const { status, body } = await ask({ extensions: persisted(hash) })
    expect(status).toBeLessThan(500)
    expect(body.errors).toHaveLength(1)
    await close()
  })

  it('are refused where they are off, so that clients stop asking', async () => {
    const { ask, close } = await start({ PERSISTED_QUERIES: 'off' })
    const { body, status } = await ask({ extensions: persisted(hashOf(QUERY)) })
    expect([status, body.errors[0].extensions.code]).toEqual([200, 'PERSISTED_QUERY_NOT_SUPPORTED'])
    expect((await ask({ query: QUERY })).status).toBe(200)
    await close()
  })

  it('work without Redis when REDIS_URL leads nowhere', async () => {
    const { ask, close } = await start({ REDIS_URL: 'redis://127.0.0.1:9' })
    const extensions = persisted(hashOf(QUERY))
    expect((await ask({ extensions })).body.errors[0].message).toBe('PersistedQueryNotFound')
    expect((await ask({ query: QUERY, extensions })).status).toBe(200)
    expect((await ask({ extensions })).body.data).toEqual({ best: { id: '2' } })
    await close()
  })
})
