import type { ServerResponse } from 'node:http'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from '@jest/globals'
import { type CallContext, type CallSeal, createCallSeal } from '@ticketing/session'
import { signedInCall } from '@ticketing/session/testing'
import supertest from 'supertest'
import { answerJson, type HttpDouble, type SeenRequest, startHttpDouble } from '../testing/http-double.js'
import { SUBGRAPH_SECRET, serveSealed } from '../testing/sealed-subgraph.js'
import { createTestGateway, GOOD_TOKEN } from '../testing/test-gateway.js'
import { createHttpTransport, type HttpTransport } from './http-transport.js'

const seal = createCallSeal({ secret: SUBGRAPH_SECRET, now: Date.now })

const call = (changes: Partial<CallContext> = {}) =>
  signedInCall(
    { backendToken: '7|hush' },
    {
      language: 'fr',
      clientName: 'web',
      deadline: Date.now() + 5_000,
      publicUrl: 'http://127.0.0.1:4000',
      ...changes,
    },
  )

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one()
})

async function start(
  answer: (request: SeenRequest, response: ServerResponse) => unknown,
  name = 'shop',
  sealing: CallSeal | null = seal,
): Promise<{ double: HttpDouble; transport: HttpTransport }> {
  const double = await startHttpDouble(answer)
  const transport = createHttpTransport({ name, url: `${double.url}/graphql`, seal: sealing })
  undo.push(
    () => double.close(),
    () => transport.close(),
  )
  return { double, transport }
}

const ANSWER = { data: { seen: { userId: 7 } } }
const packing = (encoding: string) => ({ 'content-encoding': encoding })

function answerAs(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: Buffer | string = JSON.stringify(ANSWER),
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}

function breakOff(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 })
  response.write('{"data":', () => response.destroy())
}

const QUERY = { document: '{ seen { userId language requestId } }' }

describe('createHttpTransport', () => {
  it('carries the caller, sealed for one subgraph and one body', async () => {
    const { double, transport } = await start(serveSealed('shop'))
    const result = await transport.execute({ ...QUERY, call: call() })
    expect(result.data).toEqual({ seen: { userId: 7, language: 'fr', requestId: 'r-1' } })
    const [sent] = double.seen
    expect(sent?.url).toBe('/graphql')
    expect(JSON.stringify(sent?.headers)).not.toContain('hush')
    const sealed = String(sent?.headers['x-ticketing-call'])
    const body = sent?.body.toString() ?? ''
    await expect(seal.open(sealed, { audience: 'reviews', body })).rejects.toThrow('Refused')
    await expect(seal.open(sealed, { audience: 'shop', body: `${body} ` })).rejects.toThrow('Refused')
  })

  it('tells a plain server the operation, its time and what is forwarded, and nothing else', async () => {
    const { double, transport } = await start((_, response) => answerJson(response, 200, {}), 'plain', null)
    await transport.execute({ ...QUERY, call: call({ forwardedHeaders: { 'x-tenant': 'a' } }) })
    const { host: _host, connection: _connection, ...headers } = double.seen[0]?.headers ?? {}
    expect(headers).toEqual({
      'content-type': 'application/json',
      accept: expect.stringContaining('json'),
      'accept-encoding': 'gzip, br',
      'content-length': expect.any(String),
      'x-deadline-ms': expect.any(String),
      'x-tenant': 'a',
    })
    await transport.check(AbortSignal.timeout(5_000))
    expect(double.seen[1]).toMatchObject({ method: 'POST', url: '/graphql' })
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
    [
      'answers another type',
      (_request, response) => answerAs(response, 200, { 'content-type': 'text/html' }),
    ],
    [
      'answers a packing that nobody asked for',
      (_request, response) => answerAs(response, 200, packing('zstd')),
    ],
    ['answers what cannot be unpacked', (_request, response) => answerAs(response, 200, packing('gzip'))],
    ['refuses, in the older type', (_request, response) => answerAs(response, 400, {})],
    ['answers other JSON', (_request, response) => answerJson(response, 200, { errors: 'no' })],
    ['redirects', (_request, response) => response.writeHead(302, { location: '/graphql' }).end()],
    [
      'answers more than 10 MB',
      (_request, response) => answerJson(response, 200, { data: { seen: 'x'.repeat(10_000_100) } }),
    ],
    [
      'answers little that unpacks to more than 10 MB',
      (_request, response) =>
        answerAs(response, 200, packing('br'), brotliCompressSync(Buffer.alloc(20_000_000, ' '))),
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

  it('calls a command retryable that was never sent', async () => {
    const { double, transport } = await start(() => {})
    await double.close()
    const command = { document: 'mutation { sell(id: 1) { id } }', call: call() }
    await expect(transport.execute(command)).rejects.toMatchObject({ retryable: true })
  })

  it.each<[string, Record<string, string>, (plain: Buffer) => Buffer]>([
    ['plain', {}, (plain) => plain],
    ['with gzip', packing('gzip'), gzipSync],
    ['with brotli', packing('BR'), brotliCompressSync],
    [
      'as the newer type',
      { 'content-type': 'application/graphql-response+json; charset=utf-8' },
      (plain) => plain,
    ],
  ])('reads an answer %s', async (_what, headers, pack) => {
    const { double, transport } = await start((_request, response) =>
      answerAs(response, 200, headers, pack(Buffer.from(JSON.stringify(ANSWER)))),
    )
    expect(await transport.execute({ ...QUERY, call: call() })).toEqual(ANSWER)
    expect(double.seen[0]?.headers).toMatchObject({
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'accept-encoding': 'gzip, br',
    })
  })

  it.each([400, 503])(
    'takes what is GraphQL by its type for the answer, whatever the status: %i',
    async (status) => {
      const body = { errors: [{ message: 'no', extensions: { code: 'X' } }] }
      const { transport } = await start((_request, response) =>
        answerAs(
          response,
          status,
          { 'content-type': 'application/graphql-response+json' },
          JSON.stringify(body),
        ),
      )
      expect(await transport.execute({ ...QUERY, call: call() })).toEqual({ data: null, ...body })
    },
  )

  it('says how long the answer may take', async () => {
    const { double, transport } = await start((_request, response) => answerJson(response, 200, ANSWER))
    await transport.execute({ ...QUERY, call: call({ deadline: Date.now() + 5_000 }) })
    const left = Number(double.seen[0]?.headers['x-deadline-ms'])
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThanOrEqual(5_000)
  })

  it('repeats a query once when the connection was closed before any answer, sealed anew', async () => {
    const { double, transport } = await start(({ headers }, response) =>
      double.seen.length === 1 ? response.destroy() : answerJson(response, 200, { data: headers }),
    )
    const { data } = await transport.execute({ ...QUERY, call: call() })
    expect(data?.['x-ticketing-call']).not.toBe(double.seen[0]?.headers['x-ticketing-call'])
    expect(double.seen).toHaveLength(2)
  })

  it.each([
    ['a query twice', QUERY.document, (response: ServerResponse) => response.destroy(), 2],
    ['a command', 'mutation { sell(id: 1) { id } }', (response: ServerResponse) => response.destroy(), 1],
    ['what was answered in part', QUERY.document, breakOff, 1],
  ])('does not repeat %s', async (_what, document, answer, times) => {
    const { double, transport } = await start((_request, response) => answer(response))
    await expect(transport.execute({ document, call: call() })).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      retryable: !document.startsWith('mutation'),
    })
    expect(double.seen).toHaveLength(times)
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
