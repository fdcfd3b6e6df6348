import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { loadBackendContract } from '@ticketing/backend-client'
import { startTicketingApi } from '@ticketing/ticketing-api'
import pg from 'pg'
import { ANSWERED, REFUSED } from './probes.js'
import { run } from './run.js'

const CONTRACT = new URL('../../../schema/backend-contract.json', import.meta.url)

/** The stand-in over a database of its own. */
async function startBackend() {
  const adminUrl = process.env.TEST_DATABASE_URL
  if (!adminUrl) throw new Error('TEST_DATABASE_URL names the server that tests make their databases on')
  const name = `check_backend_${randomBytes(6).toString('hex')}`
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  const execute = async (statement: string, connectionString: string) => {
    const client = new pg.Client({ connectionString })
    await client.connect()
    const { rows } = await client.query(statement).finally(() => client.end())
    return rows
  }
  await execute(`create database ${name}`, adminUrl)
  const dataDir = await mkdtemp(join(tmpdir(), 'check-backend-'))
  const api = await startTicketingApi({
    port: 0,
    host: '127.0.0.1',
    databaseUrl: url.href,
    dataDir,
    stripeSecretKey: 'sk_test_check',
    stripeApiBase: 'http://127.0.0.1:1',
    webhookSecret: 'whsec_check',
    frontendUrl: 'http://frontend.test',
    throttlePerMinute: 1000,
    faithfulRaces: false,
    log: 'silent',
  })
  return {
    url: api.url,
    /** All rows of all tables, as text. */
    async rows() {
      const tables = await execute("select tablename from pg_tables where schemaname = 'public'", url.href)
      const read = tables.map(async ({ tablename }) => {
        const rows = await execute(`select t::text as row from "${tablename}" t order by 1`, url.href)
        return [tablename, rows.map(({ row }) => row)] as const
      })
      return Object.fromEntries(await Promise.all(read))
    },
    async close() {
      await api.close()
      await rm(dataDir, { recursive: true, force: true })
      await execute(`drop database ${name} with (force)`, adminUrl)
    },
  }
}

let backend: Awaited<ReturnType<typeof startBackend>>
beforeAll(async () => {
  backend = await startBackend()
})
afterAll(() => backend.close())

/** `doctor` may change an answer: it gets the path and the JSON text. */
async function check(doctor?: (path: string, json: string) => string, env: NodeJS.ProcessEnv = {}) {
  const lines: string[] = []
  const sent: string[] = []
  const doctored: typeof fetch = async (input, init) => {
    sent.push(`${init?.method} ${input}`)
    const response = await fetch(input, init)
    const isJson = response.headers.get('content-type') === 'application/json'
    if (doctor === undefined || !isJson) return response
    const text = doctor(new URL(`${input}`).pathname, await response.text())
    return new Response(text, response)
  }
  const status = await run({
    args: [backend.url],
    env,
    fetch: doctored,
    print: (line) => void lines.push(line),
  })
  return { status, lines, sent }
}

describe('check-backend, against the stand-in', () => {
  it('changes nothing there', async () => {
    const before = await backend.rows()
    await check()
    expect(Object.keys(before)).toContain('access_tokens')
    expect(await backend.rows()).toEqual(before)
  })

  it('finds no difference, leaves nothing out, and sends a few dozen requests', async () => {
    const { status, lines, sent } = await check()
    expect(lines).toEqual([
      expect.stringMatching(/^\d+ answers compared with the contract: nothing differs$/),
    ])
    expect(status).toBe(0)
    expect(sent.length).toBeLessThan(72)
    expect(sent.filter((one) => one.endsWith('/api/auth/login'))).toHaveLength(3)
  })

  it('says exactly what has been doctored', async () => {
    const { status, lines } = await check((path, json) => {
      if (path === '/api/products') return json.replaceAll('"stock_quantity"', '"stock"')
      if (path === '/api/invoices') return json.replace(/"amount":([\d.]+)/g, '"amount":"$1"')
      return path === '/api/users/me' ? json.replace('"email"', '"nickname":"x","email"') : json
    })
    expect(lines).toEqual([
      'GET /api/products 200: data[].stock is unknown (integer)',
      'GET /api/products 200: data[].stock_quantity is missing (integer)',
      expect.stringMatching(/^GET \/api\/invoices 200: data\[\]\.amount is string instead of number$/),
      'GET /api/users/me 200: user.nickname is unknown (string)',
      expect.stringMatching(/ answers compared with the contract: 4 differences$/),
    ])
    expect(status).toBe(1)
  })

  it('tells a refused account, and goes on without it', async () => {
    const { status, lines } = await check(undefined, { EMPLOYEE_PASSWORD: 'hunter2' })
    expect(lines[0]).toBe('POST /api/auth/login as employee: status 401 instead of 200')
    expect(lines).toContain('GET /api/tickets/scan/{token} as employee: left out, could not sign in')
    expect(lines.join()).not.toContain('hunter2')
    expect(status).toBe(1)
  })

  it('says that it is throttled, and ends', async () => {
    const lines: string[] = []
    const status = await run({
      args: [backend.url],
      env: {},
      fetch: async () => Response.json({ message: 'no', code: 'too_many_requests' }, { status: 429 }),
      print: (line) => void lines.push(line),
    })
    expect(lines).toEqual([expect.stringContaining('five logins a minute')])
    expect(status).toBe(2)
  })
})

describe('the questions', () => {
  it('are all operations that read, and nothing that could change anything', async () => {
    const { operations } = await loadBackendContract(CONTRACT)
    const asked = [...ANSWERED, ...REFUSED].map(({ operation }) => operation)
    const reading = Object.keys(operations).filter((operation) => operation.startsWith('GET '))
    expect(reading.filter((operation) => !asked.includes(operation))).toEqual([])
    // The one method that the backend does not have for a path.
    expect(asked.filter((operation) => !operation.startsWith('GET '))).toEqual(['PUT /api/products'])
    expect(Object.keys(operations)).not.toContain('PUT /api/products')
  })
})
