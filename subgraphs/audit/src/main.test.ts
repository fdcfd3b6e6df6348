import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type TemporaryEventLog, temporaryEventLog } from '@ticketing/event-log/testing'
import { CALL_HEADER, createCallSeal } from '@ticketing/session'
import { as } from './testing/callers.js'

const SUBGRAPH_SECRET = 'a-secret-of-at-least-32-characters'
const seal = createCallSeal({ secret: SUBGRAPH_SECRET, now: Date.now })

let store: TemporaryEventLog
beforeAll(async () => {
  store = await temporaryEventLog()
})
afterAll(() => store.close())

const run = (env: Record<string, string>): ChildProcess =>
  spawn(process.execPath, [fileURLToPath(new URL('./main.js', import.meta.url))], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

async function urlOf(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the process has no output')
  for await (const line of createInterface({ input: child.stdout })) {
    const entry: { msg?: string; url?: string } = JSON.parse(line)
    if (entry.msg === 'ready' && entry.url !== undefined) return entry.url
  }
  throw new Error('the process ended before it was ready')
}

describe('the audit subgraph as a process of its own', () => {
  let child: ChildProcess
  let url: string

  beforeAll(async () => {
    child = run({
      PORT: '0',
      SUBGRAPH_SECRET,
      TICKETING_API_URL: 'http://127.0.0.1:9',
      DATABASE_URL: store.url,
      DATABASE_MIGRATION_URL: store.ownerUrl,
    })
    url = await urlOf(child)
    child.stdout?.resume()
  })
  afterAll(() => {
    child.kill('SIGKILL')
  })

  async function post(body: string, sealed?: string): Promise<{ status: number; answer: unknown }> {
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    if (sealed !== undefined) headers[CALL_HEADER] = sealed
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body })
    return { status: response.status, answer: await response.json() }
  }
  const ask = async (query: string, call: ReturnType<typeof as>) => {
    const body = JSON.stringify({ query })
    return (await post(body, await seal.seal(call, { audience: 'audit', body }))).answer
  }

  it('records what the gateway refused, and tells admins of it', async () => {
    const refused = 'mutation { recordRefusedCommands(commands: ["refundPayment"], rules: ["ADMIN"]) }'
    expect(await ask(refused, as('USER', 7))).toEqual({ data: { recordRefusedCommands: true } })
    expect(await ask('{ auditTrail { nodes { type stream } } }', as('ADMIN', 9))).toEqual({
      data: { auditTrail: { nodes: [{ type: 'PrivilegedCommandRefused', stream: 'refusals:7' }] } },
    })
  })

  it('answers nobody but the gateway', async () => {
    expect((await post('{"query":"{ auditTrail { totalCount } }"}')).status).toBe(401)
  })

  it('stops on SIGTERM with exit code 0', async () => {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  })
})

it('says what is missing, and exits 1', async () => {
  const child = run({ PORT: '0', RECONCILE_MINUTES: 'often' })
  let told = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    told += chunk.toString()
  })
  expect(await once(child, 'close')).toEqual([1, null])
  for (const name of ['SUBGRAPH_SECRET', 'TICKETING_API_URL', 'DATABASE_URL', 'RECONCILE_MINUTES']) {
    expect(told).toContain(`${name}: `)
  }
})
