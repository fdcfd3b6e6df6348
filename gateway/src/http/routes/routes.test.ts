import { createHmac } from 'node:crypto'
import { request as send } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CodedError } from '@ticketing/service-kit'
import express from 'express'
import supertest from 'supertest'
import { answerJson, startHttpDouble } from '../../testing/http-double.js'
import { createTestGateway, type TestGateway } from '../../testing/test-gateway.js'
import { createPlayground } from './playground.js'
import { forwardStripeWebhook } from './stripe-webhook-forward.js'

let test: TestGateway
beforeAll(async () => {
  test = await createTestGateway()
})
afterAll(() => test.gateway.close())

const agent = (gateway = test.gateway) => supertest(gateway.handler)

describe('a route that is not there', () => {
  it.each([
    '/',
    '/graphqlx',
    '/graphql/',
    '/files/',
    '/files/secrets/a.pdf',
    '/%ff',
    '/files/tickets/%ff',
    '/webhooks/stripe',
    '/../etc/passwd',
  ])('answers %s with a coded 404 or 400, and a request id', async (path) => {
    const { status, body, headers } = await agent().get(path)
    expect([400, 404]).toContain(status)
    expect(body.errors[0].extensions.code).toMatch(/^(NOT_FOUND|BAD_USER_INPUT)$/)
    expect(headers['x-request-id']).toBeTruthy()
    expect(headers['x-powered-by']).toBeUndefined()
  })
})

describe('/healthz and /readyz', () => {
  it('say that the gateway lives and can be asked', async () => {
    expect((await agent().get('/healthz')).body).toEqual({ status: 'ok' })
    const { status, body } = await agent().get('/readyz')
    expect([status, body]).toEqual([200, { ok: true, checks: {} }])
  })

  it('are not ready while the database or a remote subgraph is away, without saying why', async () => {
    const away = async () => {
      throw new Error('connect ECONNREFUSED 10.0.0.1:5432')
    }
    const { gateway } = await createTestGateway(
      {},
      {
        database: { query: away },
        subgraphs: new Map([
          ['shop', { ...test.shop, check: away }],
          ['reviews', { ...test.reviews, check: async () => {} }],
        ]),
      },
    )
    const { status, body } = await agent(gateway).get('/readyz')
    expect([status, body]).toEqual([
      503,
      { ok: false, checks: { database: 'failed', 'subgraph shop': 'failed', 'subgraph reviews': 'ok' } },
    ])
    expect((await agent(gateway).get('/healthz')).status).toBe(200)
    await gateway.close()
  })

  it('are not ready while draining, when requests are still answered', async () => {
    const { gateway } = await createTestGateway()
    gateway.drain()
    expect((await agent(gateway).get('/readyz')).status).toBe(503)
    expect((await agent(gateway).post('/graphql').send({ query: '{ best { id } }' })).status).toBe(200)
    await gateway.close()
  })
})

describe('/metrics', () => {
  it('counts requests by route, client and status, and fetches by subgraph', async () => {
    const { gateway } = await createTestGateway()
    const ask = (query: string) =>
      agent(gateway).post('/graphql').set('apollographql-client-name', 'web').send({ query })
    await ask('{ best { id } }')
    await ask('{ nonsense }')
    const { text: lines } = await agent(gateway).get('/metrics')
    expect(lines).toContain('gateway_requests_total{route="/graphql",client="web",status="200"} 1')
    expect(lines).toContain('gateway_requests_total{route="/graphql",client="web",status="400"} 1')
    expect(lines).toContain('gateway_subgraph_fetches_total{subgraph="reviews",outcome="ok"} 1')
    await gateway.close()
  })

  it('does not grow with invented client names', async () => {
    const { gateway } = await createTestGateway()
    for (let index = 0; index < 60; index++) {
      await agent(gateway).get('/healthz').set('apollographql-client-name', `client-${index}`)
    }
    const { text: lines } = await agent(gateway).get('/metrics')
    expect(lines.match(/client="client-\d+"/g)).toHaveLength(50)
    expect(lines).toContain('client="other"')
    await gateway.close()
  })
})

describe('/webhooks/stripe', () => {
  const SECRET = 'whsec_test'
  const BODY = '{ "id":"evt_1",\n  "amount" : 1.00, "text":"\\u00e9é" }\n'
  const signature = createHmac('sha256', SECRET).update(BODY).digest('hex')
  const verify = (body: Buffer, given: unknown) =>
    createHmac('sha256', SECRET).update(body).digest('hex') === given
      ? { status: 200, body: '{"received":true}' }
      : { status: 400, body: '{"error":"signature"}' }
  const post = (gateway: TestGateway['gateway'], body = BODY) =>
    agent(gateway).post('/webhooks/stripe').type('json').set('stripe-signature', signature).send(body)

  it('hands on the raw body and the signature, byte for byte', async () => {
    const { gateway } = await createTestGateway(
      {},
      { stripeWebhook: async (body, headers) => verify(body, headers['stripe-signature']) },
    )
    const good = await post(gateway)
    expect([good.status, good.body]).toEqual([200, { received: true }])
    expect((await post(gateway, BODY.replace('1.00', '9.00'))).status).toBe(400)
    await gateway.close()
  })

  it('hands it on over HTTP as it came, and lets Stripe try again while payments is away', async () => {
    const payments = await startHttpDouble(({ url, headers, body }, response) => {
      const answer = verify(body, headers['stripe-signature'])
      return answerJson(response, url === '/webhooks/stripe' ? answer.status : 404, { url })
    })
    const stripeWebhook = forwardStripeWebhook(`${payments.url}/graphql`)
    const { gateway } = await createTestGateway({}, { stripeWebhook })
    expect((await post(gateway)).status).toBe(200)
    expect((await post(gateway, `${BODY} `)).status).toBe(400)
    await payments.close()
    const away = await post(gateway)
    expect([away.status, away.body.errors[0].extensions.code]).toEqual([503, 'SERVICE_UNAVAILABLE'])
    await gateway.close()
  })

  it('refuses a body of more than 1 MB, and masks a crash', async () => {
    const { gateway } = await createTestGateway(
      {},
      {
        stripeWebhook: async () => {
          throw new Error('secret detail')
        },
      },
    )
    expect((await post(gateway, `"${'x'.repeat(1_000_001)}"`)).status).toBe(413)
    const crash = await post(gateway)
    expect([crash.status, crash.body.errors[0].extensions.code]).toEqual([500, 'INTERNAL_SERVER_ERROR'])
    expect(crash.text).not.toContain('secret detail')
    await gateway.close()
  })

  it('passes a refusal of payments on with its code', async () => {
    const { gateway } = await createTestGateway(
      {},
      {
        stripeWebhook: async () => {
          throw new CodedError('CONFLICT', 'At work on it.')
        },
      },
    )
    expect((await post(gateway)).status).toBe(409)
    await gateway.close()
  })
})

describe('/playground', () => {
  const assetsOf = (page: string) =>
    [...page.matchAll(/(?:src|href)="\.\/(assets\/[\w.-]+)"/g)].map(([, file]) => file)

  it('is a page whose scripts and styles are files of this gateway, under a policy that allows no others', async () => {
    const page = await agent().get('/playground/')
    expect([page.status, page.headers['cache-control']]).toEqual([200, 'no-cache'])
    expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';")
    expect(page.text).not.toMatch(/https?:\/\/|<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/)
    const assets = assetsOf(page.text)
    expect(assets.length).toBeGreaterThanOrEqual(3)
    for (const asset of assets) {
      const { status, headers } = await agent().get(`/playground/${asset}`)
      expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
      expect(headers['content-type']).toMatch(/^(text\/(javascript|css)|image\/svg\+xml)/)
    }
  })

  it.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0', undefined],
    ['identity', undefined],
  ])('answers accept-encoding %p with what the build compressed', async (accepted, encoding) => {
    const { text } = await agent().get('/playground/')
    const script = assetsOf(text).find((file) => file?.endsWith('.js'))
    const answer = await agent().head(`/playground/${script}`).set('accept-encoding', accepted)
    expect(answer.headers['content-encoding']).toBe(encoding)
    expect(answer.headers.vary).toContain('accept-encoding')
    expect(answer.headers['content-type']).toContain('text/javascript')
  })

  it('says in one line that it is not built', async () => {
    const app = express().use('/playground', createPlayground({ demoAccounts: true, folder: '/nowhere' }))
    const { status, text } = await supertest(app).get('/playground/')
    expect([status, text]).toEqual([503, 'The Playground is not built here: run `npm run build`.\n'])
    expect((await supertest(app).get('/playground/assets/index.js')).status).toBe(404)
  })

  it('is found without the final slash', async () => {
    const { status, headers } = await agent().get('/playground')
    expect([status, headers.location]).toEqual([301, '/playground/'])
  })

  it('offers the demo accounts outside production only', async () => {
    expect((await agent().get('/playground/settings.json')).body).toEqual({ demoAccounts: true })
    const { gateway } = await createTestGateway({ NODE_ENV: 'production' })
    expect((await agent(gateway).get('/playground/settings.json')).body).toEqual({ demoAccounts: false })
    await gateway.close()
  })

  it('serves nothing beside its own files', async () => {
    for (const path of [
      '/playground/..%2f..%2fpackage.json',
      '/playground/.env',
      '/playground/none.js',
      '/playground/assets/none.js',
      '/playground/assets/..%2f..%2f..%2fpackage.json',
      '/playground/assets/..%2f..%2fmain.js',
    ]) {
      expect((await agent().get(path)).status).toBeGreaterThanOrEqual(400)
    }
    const raw = await new Promise<string>((resolve) => {
      void test.gateway.start().then(({ port }) => {
        send({ port, host: '127.0.0.1', path: '/playground/../../package.json' }, (response) =>
          text(response).then(resolve),
        ).end()
      })
    })
    expect(raw).toContain('NOT_FOUND')
  })
})
