import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from '@jest/globals'
import { type CallContext, createCallSeal } from '@ticketing/session'
import supertest from 'supertest'
import { answerJson, type HttpDouble, type SeenRequest, startHttpDouble } from '../testing/http-double.js'
import { SUBGRAPH_SECRET, serveSealed } from '../testing/sealed-subgraph.js'
import { createTestGateway, GOOD_TOKEN } from '../testing/test-gateway.js'
import { createHttpTransport, type HttpTransport } from './http-transport.js'
import { withDeadline } from './with-deadline.js'

const seal = createCallSeal({ secret: SUBGRAPH_SECRET, now: Date.now })

const call = (changes: Partial<CallContext> = {}): CallContext => ({
  caller: { sessionId: 's', userId: 7, role: 'USER', backendToken: '7|hush' },
  guestCartId: null,
  language: 'fr',
  requestId: 'request-1',
  clientName: 'web',
  clientAddress: null,
  idempotencyKey: null,
  traceparent: null,
  deadline: Date.now() + 5_000,
  signal: new AbortController().signal,
  publicUrl: 'http://127.0.0.1:4000',
  ...changes,
})

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one()
})

async function start(
  answer: (request: SeenRequest, response: ServerResponse) => unknown,
  name = 'shop',
): Promise<{ double: HttpDouble; transport: HttpTransport }> {
  const double = await startHttpDouble(answer)
  const transport = createHttpTransport({ name, url: double.url, seal })
  undo.push(
    () => double.close(),
    () => transport.close(),
  )
  return { double, transport }
}

const QUERY = { document: '{ seen { userId language requestId } }' }

describe('createHttpTransport', () => {
  it('carries the caller, sealed for one subgraph and one body', async () => {
    const { double, transport } = await start(serveSealed('shop'))
    const result = await transport.execute({ ...QUERY, call: call() })
    expect(result.data).toEqual({ seen: { userId: 7, language: 'fr', requestId: 'request-1' } })
    const [sent] = double.seen
    expect(sent?.url).toBe('/graphql')
    expect(JSON.stringify(sent?.headers)).not.toContain('hush')
    const sealed = String(sent?.headers['x-ticketing-call'])
    const body = sent?.body.toString() ?? ''
    await expect(seal.open(sealed, { audience: 'reviews', body })).rejects.toThrow('Refused')
    await expect(seal.open(sealed, { audience: 'shop', body: `${body} ` })).rejects.toThrow('Refused')
  })

  it('gives back errors as the subgraph wrote them', async () => {
    const { transport } = await start(serveSealed('shop'))
    const result = await transport.execute({ document: '{ fail(how: "coded") }', call: call() })
    expect(result.errors?.[0]).toMatchObject({
      message: 'Somebody was faster.',
      extensions: { code: 'CONFLICT' },
    })
  })

  it.each<[string, (request: SeenRequest, response: ServerResponse) => unknown]>([
    ['refuses the seal', (_request, response) => answerJson(response, 401, {})],
    ['fails', (_request, response) => answerJson(response, 500, { stack: 'secret' })],
    ['answers no JSON', (_request, response) => response.end('<html>')],
    ['answers other JSON', (_request, response) => answerJson(response, 200, { errors: 'no' })],
    ['redirects', (_request, response) => response.writeHead(302, { location: '/graphql' }).end()],
    ['hangs up', (_request, response) => response.destroy()],
    [
      'answers more than 10 MB',
      (_request, response) => answerJson(response, 200, { data: { seen: 'x'.repeat(10_000_100) } }),
    ],
  ])('is SERVICE_UNAVAILABLE when the subgraph %s', async (_what, answer) => {
    const { double, transport } = await start(answer)
    await expect(transport.execute({ ...QUERY, call: call() })).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      publicMessage: 'The shop service does not answer.',
      retryable: true,
    })
    expect(double.seen).toHaveLength(1)
  })

  it('does not call a command retryable that may have been carried out, nor wait beyond the deadline', async () => {
    const { transport } = await start(() => {})
    const command = { document: 'mutation { sell(id: 1) { id } }', call: call({ deadline: Date.now() + 50 }) }
    await expect(withDeadline('shop', transport, Date.now).execute(command)).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      retryable: false,
      extensions: { outcomeUnknown: true },
    })
  })

  it('calls a command retryable that was never sent', async () => {
    const { double, transport } = await start(() => {})
    await double.close()
    const command = { document: 'mutation { sell(id: 1) { id } }', call: call() }
    await expect(transport.execute(command)).rejects.toMatchObject({ retryable: true })
  })

  it('drops a query whose client has left, and sees a command through', async () => {
    const gone = new AbortController()
    const closed = new AbortController()
    const { double, transport } = await start(({ body }, response) => {
      if (body.includes('mutation')) {
        gone.abort()
        return answerJson(response, 200, { data: { sell: { id: '1' } } })
      }
      response.once('close', () => closed.abort())
      gone.abort()
    })
    const bounded = withDeadline('shop', transport, Date.now)
    await expect(bounded.execute({ ...QUERY, call: call({ signal: gone.signal }) })).rejects.toThrow()
    if (!closed.signal.aborted) await once(closed.signal, 'abort')
    const command = { document: 'mutation { sell(id: 1) { id } }', call: call({ signal: gone.signal }) }
    expect((await bounded.execute(command)).data).toEqual({ sell: { id: '1' } })
    expect(double.seen).toHaveLength(2)
  })

  it('serves a whole gateway', async () => {
    const shop = await start(serveSealed('shop'))
    const reviews = await start(serveSealed('reviews'), 'reviews')
    const subgraphs = new Map([
      ['shop', shop.transport],
      ['reviews', reviews.transport],
    ])
    const { gateway } = await createTestGateway({}, { subgraphs })
    undo.push(() => gateway.close())
    const { body } = await supertest(gateway.handler)
      .post('/graphql')
      .set('authorization', `Bearer ${GOOD_TOKEN}`)
      .send({ query: '{ products { rating } seen { userId } }' })
    expect(body).toEqual({
      data: { products: [{ rating: 3 }, { rating: 4 }, { rating: 5 }], seen: { userId: 7 } },
    })
  })
})
