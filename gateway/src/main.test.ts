import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from '@jest/globals'
import { createLog, openDatabase } from '@ticketing/service-kit'
import supertest from 'supertest'
import { type HttpDouble, startHttpDouble } from './testing/http-double.js'
import { SUBGRAPH_SECRET, serveSealed } from './testing/sealed-subgraph.js'

const MAIN = fileURLToPath(new URL('./main.js', import.meta.url))
const SUPERGRAPH = fileURLToPath(new URL('../test-fixtures/shop-and-reviews.graphql', import.meta.url))
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

async function startSubgraph(name: 'shop' | 'reviews'): Promise<HttpDouble> {
  const double = await startHttpDouble(serveSealed(name))
  undo.push(() => double.close())
  return double
}

function startMain(env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  undo.push(async () => {
    if (child.kill('SIGKILL')) await once(child, 'exit')
  })
  return child
}

async function environment(): Promise<Record<string, string>> {
  const url = await createDatabase()
  const [shop, reviews] = [await startSubgraph('shop'), await startSubgraph('reviews')]
  return {
    PORT: '0',
    SUPERGRAPH_PATH: SUPERGRAPH,
    SUBGRAPH_SECRET,
    SUBGRAPH_URL_SHOP: shop.url,
    SUBGRAPH_URL_REVIEWS: `${reviews.url}/graphql`,
    SESSION_SECRET: 't'.repeat(32),
    DATABASE_URL: url,
    DATABASE_MIGRATION_URL: url,
    TICKETING_API_URL: 'http://127.0.0.1:9',
  }
}

async function readyUrl(output: Readable): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const { msg, url } = JSON.parse(line)
    if (msg === 'ready') return url
  }
  throw new Error('the gateway ended before it was ready')
}

describe('the gateway alone', () => {
  it('asks its subgraphs over HTTP, is ready while they are, and leaves cleanly on SIGTERM', async () => {
    const child = startMain(await environment())
    const url = await readyUrl(child.stdout)
    const { body } = await supertest(url).post('/graphql').send({ query: '{ products { name rating } }' })
    expect(body.data.products[2]).toEqual({ name: 'Final 3', rating: 5 })
    const ready = await supertest(url).get('/readyz')
    expect(ready.body.checks).toEqual({ database: 'ok', 'subgraph shop': 'ok', 'subgraph reviews': 'ok' })
    const signedOut = await supertest(url)
      .post('/graphql')
      .set('authorization', 'Bearer x')
      .send({ query: '{ best { id } }' })
    expect(signedOut.status).toBe(401)
    child.stdout.resume()
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  it('names every bad setting and ends with 1', async () => {
    const child = startMain({ PORT: 'many', SESSION_SECRET: 'short-secret' })
    const [complaint, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect(code).toBe(1)
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
