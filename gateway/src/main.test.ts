import { afterEach, describe, expect, it } from '@jest/globals'
import { createLog, openDatabase } from '@ticketing/service-kit'
import { createCallSeal } from '@ticketing/session'
import supertest from 'supertest'
import { startGatewayProcess } from './testing/gateway-process.js'
import { answerJson, type SeenRequest, startHttpDouble } from './testing/http-double.js'
import { SUBGRAPH_SECRET } from './testing/sealed-subgraph.js'

const log = createLog({ name: 'test', level: 'silent' })

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one()
})

async function createDatabase(): Promise<string> {
  const adminUrl = process.env.TEST_DATABASE_URL ?? ''
  const admin = openDatabase({ url: adminUrl, applicationName: 'test', log })
  const name = `gateway_main_${process.pid}`
  await admin.query(`CREATE DATABASE ${name}`)
  undo.push(async () => {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
    await admin.close()
  })
  return Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href
}

/** A subgraph of the platform that answers its gateway only, and always the same. */
async function startSubgraph(name: string): Promise<string> {
  const seal = createCallSeal({ secret: SUBGRAPH_SECRET, now: Date.now })
  const double = await startHttpDouble(async ({ url, headers, body }: SeenRequest, response) => {
    if (url === '/healthz') return answerJson(response, 200, {})
    await seal.open(String(headers['x-ticketing-call']), { audience: name, body: body.toString() })
    answerJson(response, url === '/graphql' ? 200 : 404, { data: { product: { name: 'Final 3' } } })
  })
  undo.push(() => double.close())
  return double.url
}

function startMain(env: Record<string, string>) {
  const gateway = startGatewayProcess(env)
  undo.push(gateway.end)
  return gateway
}

async function environment(): Promise<Record<string, string>> {
  const url = await createDatabase()
  return {
    PORT: '0',
    SUBGRAPH_SECRET,
    SUBGRAPH_URL_TICKETING: await startSubgraph('ticketing'),
    SUBGRAPH_URL_PAYMENTS: `${await startSubgraph('payments')}/graphql`,
    SUBGRAPH_URL_CURRENCY: await startSubgraph('currency'),
    SUBGRAPH_URL_AUDIT: await startSubgraph('audit'),
    SESSION_SECRET: 't'.repeat(32),
    DATABASE_URL: url,
    DATABASE_MIGRATION_URL: url,
    TICKETING_API_URL: 'http://127.0.0.1:9',
  }
}

describe('the gateway alone', () => {
  it('asks its subgraphs over HTTP, is ready while they are, and leaves cleanly on SIGTERM', async () => {
    const gateway = startMain(await environment())
    const url = await gateway.url()
    const { body } = await supertest(url).post('/graphql').send({ query: '{ product(id: 1) { name } }' })
    expect(body).toEqual({ data: { product: { name: 'Final 3' } } })
    const ready = await supertest(url).get('/readyz')
    expect(ready.body.checks).toEqual({
      database: 'ok',
      'subgraph ticketing': 'ok',
      'subgraph payments': 'ok',
      'subgraph currency': 'ok',
      'subgraph audit': 'ok',
    })
    const signedOut = await supertest(url)
      .post('/graphql')
      .set('authorization', 'Bearer x')
      .send({ query: '{ product(id: 1) { id } }' })
    expect(signedOut.status).toBe(401)
    gateway.signal('SIGTERM')
    expect(await gateway.exited).toEqual([0, null])
  })

  it('names every bad setting and ends with 1', async () => {
    const gateway = startMain({ PORT: 'many', SESSION_SECRET: 'short-secret' })
    expect(await gateway.exited).toEqual([1, null])
    const complaint = await gateway.complaint
    expect(complaint.split('\n').map((line) => line.split(':')[0])).toEqual([
      'Bad settings',
      'PORT',
      'TICKETING_API_URL',
      'SUBGRAPH_SECRET',
      'SESSION_SECRET',
      'DATABASE_URL',
      '',
    ])
    expect(complaint).not.toContain('short-secret')
  })
})
