import { describe, expect, it } from '@jest/globals'
import { createMetrics } from '@ticketing/service-kit'
import { z } from 'zod'
import type { BackendContract } from './contract/backend-contract.js'
import { createDrift } from './drift.js'
import { aCall, connect, json, startTinyBackend } from './tiny-backend.js'

const contract: BackendContract = {
  operations: {
    'GET /api/things': { '200': 'things', '204': null },
    'POST /api/things': { '200': 'things' },
  },
  shapes: { things: { $: 'object', data: 'array', 'data[]': 'object', 'data[].id': 'integer' } },
}
const list = { method: 'GET', route: '/api/things' } as const
const ADDED = { data: [{ id: 1, added: true }] }

function aDrift(of: BackendContract | null = contract) {
  const metrics = createMetrics()
  const drift = createDrift(metrics, of ?? undefined)
  const countsOf = async (name: string) => {
    const { values } = (await metrics.registry.getSingleMetric(name)?.get()) ?? { values: [] }
    return Object.fromEntries(values.map(({ labels, value }) => [`${labels.route} ${labels.field}`, value]))
  }
  return {
    ...drift,
    unknown: () => countsOf('backend_unknown_fields_total'),
    invalid: () => countsOf('backend_invalid_answers_total'),
    refused: drift.invalid,
  }
}

describe('drift', () => {
  it('counts an unknown field once an answer', async () => {
    const { answered, unknown } = aDrift()
    answered(list, 200, { data: [...ADDED.data, ...ADDED.data], more: {} })
    answered(list, 200, { data: [{ id: 1 }] })
    expect(await unknown()).toEqual({ '/api/things data[].added': 1, '/api/things more': 1 })
  })

  it('counts neither a known field of another type nor a missing one', async () => {
    const { answered, unknown } = aDrift()
    answered(list, 200, { data: [{ id: 'one' }, {}] })
    answered(list, 200, [])
    expect(await unknown()).toEqual({})
  })

  it('looks at the first ten answers of an operation, then at one in a hundred', async () => {
    const { answered, unknown } = aDrift()
    for (let sent = 1; sent <= 300; sent += 1) answered(list, 200, ADDED)
    expect(await unknown()).toEqual({ '/api/things data[].added': 13 })
    answered({ ...list, method: 'POST' }, 200, ADDED)
    expect(await unknown()).toEqual({ '/api/things data[].added': 14 })
  })

  it('keeps at most fifty fields of a route apart', async () => {
    const { answered, unknown } = aDrift()
    const wild = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`key_${i}`, i]))
    answered(list, 200, { data: [], ...wild })
    const counts = await unknown()
    expect(Object.keys(counts)).toHaveLength(51)
    expect(counts['/api/things other']).toBe(10)
  })

  it('looks at nothing without a contract, and at no answer that the contract does not know', async () => {
    const without = aDrift(null)
    without.answered(list, 200, ADDED)
    expect(await without.unknown()).toEqual({})
    const { answered, unknown } = aDrift()
    answered(list, 204, undefined)
    answered(list, 299, ADDED)
    answered({ method: 'GET', route: '/api/elsewhere' }, 200, ADDED)
    expect(await unknown()).toEqual({})
  })

  it('counts what does not parse by route and field', async () => {
    const { refused, invalid } = aDrift(null)
    refused(list, ['data[].id', '(body)'])
    refused(list, ['data[].id'])
    expect(await invalid()).toEqual({ '/api/things data[].id': 2, '/api/things (body)': 1 })
  })
})

describe('createBackendClient, with a contract', () => {
  it('counts and goes on, or counts and refuses, and tells no value', async () => {
    await using backend = await startTinyBackend((_seen, response) =>
      json(response, 200, { data: [{ id: 'hunter2', added: 'hunter2' }] }),
    )
    await using client = connect(backend.url, { contract })
    const rows = <T>(id: z.ZodType<T>) => z.object({ data: z.array(z.object({ id })) })
    await client.send({ ...list, answer: rows(z.string()) }, aCall())
    const refused = client.send({ ...list, answer: rows(z.int()) }, aCall())
    await expect(refused).rejects.toMatchObject({ code: 'BACKEND_INVALID_RESPONSE', fields: ['data[].id'] })
    const told = await client.metrics.registry.metrics()
    expect(told).toContain('backend_unknown_fields_total{route="/api/things",field="data[].added"} 2')
    expect(told).toContain('backend_invalid_answers_total{route="/api/things",field="data[].id"} 1')
    expect(client.logged.join()).toContain('GET /api/things: not in the contract at data[].id')
    expect(told + client.logged.join()).not.toContain('hunter2')
  })

  it('takes a redirect for drift, unless it comes from a mailed link', async () => {
    await using backend = await startTinyBackend((_seen, response) =>
      response.writeHead(302, { location: 'http://front.test/done' }).end(),
    )
    await using client = connect(backend.url, { contract })
    const follow = (more: { changes?: boolean }) =>
      client.send({ ...list, ...more, answer: z.any() }, aCall())
    await expect(follow({ changes: true })).rejects.toMatchObject({ status: 302 })
    expect(client.logged).toEqual([])
    await expect(follow({})).rejects.toMatchObject({ status: 302 })
    expect(client.logged).toHaveLength(1)
    const told = await client.metrics.registry.metrics()
    expect(told).toContain('backend_invalid_answers_total{route="/api/things",field="(redirect)"} 1')
  })
})
