import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createLog, createStop } from '@ticketing/service-kit'
import pg from 'pg'
import { type BackendsSettings, startBackends } from './backends.js'

const log = createLog({ name: 'test', level: 'silent' })
const name = `backends_${randomUUID().replaceAll('-', '')}`
const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL })
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'backends-'))
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name}`)
})
afterAll(async () => {
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
  await admin.end()
  await rm(folder, { recursive: true, force: true })
})

const settings = (): BackendsSettings => ({
  ticketingApi: {
    port: 0,
    host: '127.0.0.1',
    databaseUrl: Object.assign(new URL(String(process.env.TEST_DATABASE_URL)), { pathname: name }).href,
    dataDir: path.join(folder, 'ticketing-api'),
    stripeSecretKey: 'sk_test_x',
    webhookSecret: 'whsec_x',
    frontendUrl: 'http://localhost:3000',
    throttlePerMinute: 1000,
    faithfulRaces: false,
    log: 'silent',
  },
  stripeDouble: {
    port: 0,
    host: '127.0.0.1',
    dataDir: path.join(folder, 'stripe-double'),
    webhookSecret: 'whsec_y',
  },
})

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/api/products`, { headers: { accept: 'application/json' } }).then(
    ({ ok }) => ok,
    () => false,
  )

describe('startBackends', () => {
  it('is back on the same ports after its process was killed, and gone after the stop', async () => {
    const stop = createStop({ log, timeoutMs: 20_000 })
    const backends = await startBackends(settings(), { log, now: Date.now, stop })
    const { pid } = backends
    if (pid === undefined) throw new Error('there is no process')
    expect(await answers(backends.ticketingApiUrl)).toBe(true)

    process.kill(pid, 'SIGKILL')
    while (await answers(backends.ticketingApiUrl)) await new Promise(setImmediate)
    while (!(await answers(backends.ticketingApiUrl))) await new Promise(setImmediate)
    expect(backends.pid).not.toBe(pid)
    expect((await fetch(`${backends.stripeUrl}/v1/refunds`)).status).toBe(401)

    expect(await stop.now('the test is over')).toBe(true)
    expect(await answers(backends.ticketingApiUrl)).toBe(false)
  })
})
