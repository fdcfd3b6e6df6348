import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createCallSeal } from '@ticketing/session'
import { callOf, startWorld, type World } from './testing/world.js'

const SUBGRAPH_SECRET = 'between gateway and subgraphs: 32 characters'
const seal = createCallSeal({ secret: SUBGRAPH_SECRET, now: Date.now })

let world: World
let child: ChildProcess
let url: string

beforeAll(async () => {
  world = await startWorld()
  child = spawn(process.execPath, [new URL('./main.js', import.meta.url).pathname], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PORT: '0',
      SUBGRAPH_SECRET,
      SESSION_SECRET: 'a secret of at least thirty-two characters',
      TICKETING_API_URL: world.ticketing.url,
      DATABASE_URL: world.databaseUrl,
      DATABASE_MIGRATION_URL: world.ownerUrl,
    },
  })
  if (child.stdout === null) throw new Error('the process has no output')
  for await (const line of createInterface({ input: child.stdout })) {
    const entry = JSON.parse(line) as { msg: string; url?: string }
    if (entry.msg !== 'ready') continue
    url = entry.url ?? ''
    break
  }
  child.stdout.resume()
})
afterAll(async () => {
  if (child.exitCode === null) child.kill('SIGKILL')
  await world.close()
})

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })

describe('the payments subgraph alone', () => {
  it('answers nobody but the gateway', async () => {
    expect((await post('/graphql', '{"query":"{ __typename }"}')).status).toBe(401)
  })

  it('answers a caller whom the gateway sealed', async () => {
    const body = JSON.stringify({ query: '{ payment(uuid: "none") { uuid } }' })
    const sealed = await seal.seal(callOf(world.users.ada), { audience: 'payments', body })
    const answer = await post('/graphql', body, { 'x-ticketing-call': sealed })
    expect(await answer.json()).toEqual({ data: { payment: null } })
  })

  it('takes webhooks, and says what is not set', async () => {
    const answer = await post('/webhooks/stripe', '{}')
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('STRIPE_WEBHOOK_SECRET')
  })

  it('shows its metrics', async () => {
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('payments_webhooks')
  })

  it('leaves cleanly when told to', async () => {
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })
})
