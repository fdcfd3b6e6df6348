import { describe, expect, it } from '@jest/globals'
import type { BackendCall, BackendRequest } from '@ticketing/backend-client'
import { createMetrics } from '@ticketing/service-kit'
import { z } from 'zod'
import { withKeptCatalogue } from './kept-catalogue.js'

const answer = z.number()
const aCall = (of: Partial<BackendCall> = {}): BackendCall => ({
  token: null,
  guestCartId: null,
  language: 'en',
  requestId: 'r',
  deadline: 0,
  signal: new AbortController().signal,
  ...of,
})
const product = (id: number, more: Partial<BackendRequest<number>> = {}): BackendRequest<number> => ({
  method: 'GET',
  route: '/api/products/{product}',
  params: { product: id },
  answer,
  public: true,
  mayBeKept: true,
  ...more,
})
const edit: BackendRequest<number> = { method: 'POST', route: '/api/products/{product}', answer }

/** A client whose every answer is another number, a clock, and the client that keeps its answers. */
function open(seconds = 10) {
  const clock = { now: 0 }
  const sent: { request: BackendRequest<unknown>; call: BackendCall }[] = []
  let hold: Promise<void> | null = null
  const client = {
    async send<T>(request: BackendRequest<T>, call: BackendCall): Promise<T> {
      sent.push({ request, call })
      const number = sent.length
      await hold
      return request.answer.parse(number)
    },
  }
  const metrics = createMetrics()
  const keeping = withKeptCatalogue(client, { seconds, metrics, now: () => clock.now })
  const holdUntil = (released: Promise<void> | null) => {
    hold = released
  }
  return { clock, sent, client, keeping, metrics, holdUntil }
}

describe('a kept catalogue', () => {
  it('answers an equal question without asking, as long as it was told to', async () => {
    const { clock, sent, keeping, metrics } = open()
    expect(await keeping.send(product(1), aCall())).toBe(1)
    clock.now = 9_999
    expect(await keeping.send(product(1), aCall({ requestId: 'another' }))).toBe(1)
    clock.now = 10_000
    expect(await keeping.send(product(1), aCall())).toBe(2)
    expect(sent).toHaveLength(2)
    const text = await metrics.registry.metrics()
    expect(text).toContain('catalogue_cache_total{outcome="hit"} 1')
    expect(text).toContain('catalogue_cache_total{outcome="miss"} 2')
  })

  it('is the client itself when nothing is to be kept', () => {
    const { client, keeping } = open(0)
    expect(keeping).toBe(client)
  })

  it('keeps languages, routes, ids and filters apart', async () => {
    const { keeping } = open()
    const list = (name: string) => product(1, { route: '/api/products', query: { name } })
    const asked = [
      await keeping.send(product(1), aCall()),
      await keeping.send(product(2), aCall()),
      await keeping.send(product(1), aCall({ language: 'fr' })),
      await keeping.send(list('a'), aCall()),
      await keeping.send(list('b'), aCall()),
    ]
    expect(asked).toEqual([1, 2, 3, 4, 5])
  })

  it.each([
    ['is not public', { public: false }],
    ['must be as of now', { mayBeKept: false }],
    ['is a command', { method: 'PATCH' as const }],
  ])('never keeps nor gives what %s', async (_, more) => {
    const { keeping } = open()
    await keeping.send(product(1), aCall())
    expect(await keeping.send(product(1, more), aCall({ token: '1|t' }))).toBe(2)
    expect(await keeping.send(product(1, more), aCall({ token: '1|t' }))).toBe(3)
    expect(await keeping.send(product(1), aCall())).toBe(1)
  })

  it.each([
    edit,
    { ...edit, route: '/api/products' },
    { ...edit, method: 'PATCH', route: '/api/products/{product}/pricing' },
    { ...edit, route: '/api/payments/webhook' },
    { ...edit, route: '/api/tickets' },
    { ...edit, method: 'PUT', route: '/api/tickets/admin/{id}/status' },
  ] as const)('drops all that it keeps after $method $route', async (command) => {
    const { keeping } = open()
    await keeping.send(product(1), aCall())
    await keeping.send(command, aCall())
    expect(await keeping.send(product(1), aCall())).toBe(3)
  })

  it('keeps all through commands that change nothing of it', async () => {
    const { keeping } = open()
    await keeping.send(product(1), aCall())
    await keeping.send({ ...edit, method: 'PATCH', route: '/api/cart/items/{product}' }, aCall())
    expect(await keeping.send(product(1), aCall())).toBe(1)
  })

  it('keeps nothing that was asked for before a command had ended', async () => {
    const { keeping, holdUntil } = open()
    let release = () => {}
    holdUntil(
      new Promise((resolve) => {
        release = resolve
      }),
    )
    const before = keeping.send(product(1), aCall())
    holdUntil(null)
    await keeping.send(edit, aCall())
    release()
    expect(await before).toBe(1)
    expect(await keeping.send(product(1), aCall())).toBe(3)
  })

  it('keeps no failure', async () => {
    const { keeping } = open()
    const failing = product(1, { answer: answer.refine((number) => number > 1) })
    await expect(keeping.send(failing, aCall())).rejects.toThrow()
    expect(await keeping.send(failing, aCall())).toBe(2)
  })

  it('lets go of the oldest beyond two hundred answers', async () => {
    const { keeping, sent } = open()
    for (let id = 1; id <= 201; id += 1) await keeping.send(product(id), aCall())
    await keeping.send(product(201), aCall())
    expect(sent).toHaveLength(201)
    await keeping.send(product(1), aCall())
    expect(sent).toHaveLength(202)
  })
})
