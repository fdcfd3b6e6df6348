import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CALL_HEADER, createCallSeal } from '@ticketing/session'
import { createOwnDatabase, type OwnDatabase } from './testing/database.js'
import { productRow } from './testing/products.js'
import { guest } from './testing/room.js'
import { type ScriptedBackend, startScriptedBackend } from './testing/scripted-backend.js'

const SUBGRAPH_SECRET = 'the secret between the gateway and its subgraphs'
const SESSION_SECRET = 'the secret that session tokens are sealed with'

const run = (env: Record<string, string>): ChildProcess =>
  spawn(process.execPath, [fileURLToPath(new URL('./main.js', import.meta.url))], {
    env: { PATH: process.env.PATH, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

async function urlOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('the process has no output')
  for await (const line of createInterface(stdout)) {
    const { msg, url }: { msg?: string; url?: string } = JSON.parse(line)
    if (msg === 'ready' && url !== undefined) return url
  }
  throw new Error('the process ended before it was ready')
}

describe('the ticketing subgraph as a process of its own', () => {
  let database: OwnDatabase
  let backend: ScriptedBackend
  let child: ChildProcess
  let url: string

  beforeAll(async () => {
    database = await createOwnDatabase()
    backend = await startScriptedBackend()
    backend.on('GET /api/products/*', (_, id) => ({ body: { data: productRow(Number(id)) } }))
    child = run({
      SUBGRAPH_SECRET,
      SESSION_SECRET,
      TICKETING_API_URL: backend.url,
      DATABASE_URL: database.url,
      DATABASE_MIGRATION_URL: database.url,
    })
    url = await urlOf(child)
  })
  afterAll(async () => {
    child.kill('SIGKILL')
    await backend.close()
    await database.drop()
  })

  const body = JSON.stringify({ query: '{ product(id: 4) { name price { amount } } }' })
  const post = (headers: Record<string, string>) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })

  it('answers a call that the gateway sealed for it', async () => {
    const seal = createCallSeal({ secret: SUBGRAPH_SECRET, now: Date.now })
    const call = { ...guest, deadline: Date.now() + 20_000 }
    const sealed = await seal.seal(call, { audience: 'ticketing', body })
    const response = await post({ [CALL_HEADER]: sealed })
    expect(await response.json()).toEqual({
      data: { product: { name: 'Relay 4', price: { amount: '14.99' } } },
    })
  })

  it('refuses a call without a seal, even for what is public', async () => {
    const asked = backend.received.length
    expect((await post({})).status).toBe(401)
    expect(backend.received).toHaveLength(asked)
  })

  it('stops on SIGTERM with exit code 0', async () => {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  })
})

it('names every setting that is missing, and exits 1', async () => {
  const child = run({})
  let told = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    told += chunk.toString()
  })
  expect(await once(child, 'close')).toEqual([1, null])
  for (const name of ['SUBGRAPH_SECRET', 'SESSION_SECRET', 'TICKETING_API_URL', 'DATABASE_URL']) {
    expect(told).toContain(name)
  }
})
