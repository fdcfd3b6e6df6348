// `npm run audit` as an operator meets it: beside a platform that runs, and beside none.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { person, signIn } from './journey/people.js'

const fileOf = (name: string): string =>
  fileURLToPath(import.meta.resolve('@ticketing/standalone').replace(/index\.js$/, name))

let folder: string
let platform: ChildProcess
let url = ''
let apiUrl = ''

const environment = (more: Record<string, string> = {}): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  PORT: '0',
  DATA_DIR: path.join(folder, 'data'),
  LOGIN_THROTTLE: '1000',
  RECONCILE_MINUTES: '0',
  ...more,
})

/** What the commands that ask the backend are told: on free ports nobody finds it. */
const besideBackend = () =>
  environment({
    TICKETING_API_URL: apiUrl,
    TICKETING_SERVICE_EMAIL: 'admin@example.test',
    TICKETING_SERVICE_PASSWORD: 'Demo-Password-2024!',
    STRIPE_SECRET_KEY: 'sk_test_standalone',
  })

const start = (args: readonly string[], env: Record<string, string>) =>
  spawn(process.execPath, [fileOf('audit.js'), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })

async function run(args: readonly string[], env = environment()) {
  const child = start(args, env)
  const closed = once(child, 'close')
  const [lines, faults] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [code] = await closed
  return { lines: lines.split('\n').slice(0, -1), faults: faults.trim(), code }
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ticketing-audit-'))
  // The database server may run as another user, who must be able to enter.
  await chmod(folder, 0o755)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('says in one line that nothing runs', async () => {
  const { lines, faults, code } = await run(['tail'])
  expect({ lines, code }).toEqual({ lines: [], code: 1 })
  expect(faults).toBe(
    `Nothing runs in ${path.join(folder, 'data')}: npm start first, or set DATA_DIR or DATABASE_URL.`,
  )
})

it('says what it can do when it is asked for something else', async () => {
  const { faults, code } = await run(['look'])
  expect(code).toBe(1)
  for (const command of ['show', 'tail', 'reconcile', 'settle', 'verify']) expect(faults).toContain(command)
})

describe('beside a platform that runs', () => {
  const guestCart = randomUUID()

  beforeAll(async () => {
    platform = spawn(process.execPath, [fileOf('main.js')], {
      env: environment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (platform.stdout === null) throw new Error('the platform has no output')
    for await (const line of createInterface({ input: platform.stdout })) {
      url = /GraphQL\s+(\S+)\/graphql/.exec(line)?.[1] ?? url
      apiUrl = /REST API\s+(\S+)/.exec(line)?.[1] ?? apiUrl
      if (line.includes('ctrl-c')) break
    }
    platform.stdout.resume()
    await person(url, { headers: { 'x-guest-cart-id': guestCart } }).ask(
      'mutation { setCartItem(productId: 1, quantity: 2) { __typename } }',
    )
  })
  afterAll(async () => {
    const exited = once(platform, 'exit')
    platform.kill('SIGTERM')
    await exited
  })

  it('shows what happened to one thing, a line each', async () => {
    const { lines, faults, code } = await run(['show', `cart:${guestCart}`])
    expect({ faults, code }).toEqual({ faults: '', code: 0 })
    expect(lines).toHaveLength(2)
    expect(lines[0]).toMatch(/Z {2}GUEST +CommandIntended +cart:\S+@1 {2}command=setCartItem/)
    expect(lines[1]).toMatch(/Z {2}GUEST +CartItemSet +cart:\S+@2 .*product=1 {2}quantity=2/)
    expect(await run(['show', 'cart:none'])).toMatchObject({ code: 1 })
  })

  it('writes JSON for machines', async () => {
    const { lines } = await run(['show', `cart:${guestCart}`, '--json'])
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { type: 'CommandIntended', version: 1 },
      { type: 'CartItemSet', version: 2, data: { quantity: 2 }, context: { actor: { role: 'GUEST' } } },
    ])
  })

  it('imports what the backend knows, once, and shows it in the graph', async () => {
    const first = await run(['reconcile'], besideBackend())
    expect({ faults: first.faults, code: first.code }).toEqual({ faults: '', code: 0 })
    expect(first.lines).toContain('tickets 353/353')
    expect(first.lines.at(-1)).toMatch(
      /^Looked at \d+ payments and tickets that are new or changed: \d{3} events recorded\. 0 changed only just now/,
    )
    const again = await run(['reconcile', '--json'], besideBackend())
    expect(again.lines.map((line) => JSON.parse(line))).toEqual([{ rows: 0, events: 0, left: 0 }])

    const owner = await signIn(url, 'user@example.test')
    const { me } = await owner.ask<{ me: { tickets: { nodes: { history: { nodes: object[] } }[] } } }>(`{
      me { id tickets(first: 1) { nodes { history { nodes { type observedAt actor { id role } payload } } } } }
    }`)
    expect(me).toMatchObject({
      tickets: {
        nodes: [
          {
            history: {
              nodes: expect.arrayContaining([
                {
                  type: 'TicketIssued',
                  observedAt: expect.any(String),
                  actor: { id: null, role: 'SYSTEM' },
                  payload: expect.objectContaining({ owner: expect.any(String), free: false }),
                },
              ]),
            },
          },
        ],
      },
    })
  })

  it('settles what was left behind, and finds the log whole', async () => {
    expect(await run(['settle'], besideBackend())).toMatchObject({
      lines: ['Settled: 0.'],
      faults: '',
      code: 0,
    })
    const { lines, code } = await run(['verify'])
    expect(code).toBe(0)
    expect(lines).toEqual([expect.stringMatching(/^The log is whole: \d+ events\.$/)])
  })

  it('follows the log from any place until it is stopped', async () => {
    const child = start(['tail', '--from', '1', '--json'], environment())
    const exited = once(child, 'exit')
    const positions: number[] = []
    for await (const line of createInterface({ input: child.stdout })) {
      positions.push(JSON.parse(line).position)
      if (positions.length === 20) break
    }
    expect(positions).toEqual(positions.map((_, index) => index + 1))
    child.stdout.resume()
    child.kill('SIGINT')
    expect(await exited).toEqual([0, null])
  })
})
