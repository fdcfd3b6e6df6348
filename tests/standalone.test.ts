// `npm start` as an operator meets it: killed, restarted, misconfigured.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { SetItemDocument, ShowCartDocument } from './generated/graphql.js'
import { person, signIn } from './journey/people.js'

const MAIN = fileURLToPath(import.meta.resolve('@ticketing/standalone').replace(/index\.js$/, 'main.js'))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ticketing-standalone-'))
  // The database server may run as another user, who must be able to enter.
  await chmod(folder, 0o755)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const environment = (more: Record<string, string>): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  PORT: '0',
  DATA_DIR: path.join(folder, 'data'),
  LOGIN_THROTTLE: '1000',
  ...more,
})

/** Runs to the end: what it says, and the code it ends with. */
async function runToTheEnd(more: Record<string, string>): Promise<{ said: string; code: number }> {
  const child = spawn(process.execPath, [MAIN], {
    env: environment(more),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exited = once(child, 'exit')
  const said = await text(child.stderr)
  const [code] = await exited
  return { said: said.trim(), code }
}

async function startUntilReady(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [MAIN], {
    env: environment({}),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /GraphQL\s+(\S+)\/graphql/.exec(line)?.[1]
    if (url !== undefined) return { child, url }
  }
  throw new Error('it ended before it was ready')
}

describe('npm start', () => {
  it('keeps sessions and carts through a kill -9, and stops cleanly when asked', async () => {
    const first = await startUntilReady()
    const buyer = await signIn(first.url, 'user@example.test')
    await buyer.ask(SetItemDocument, { productId: '1', quantity: 2 })
    const killed = once(first.child, 'exit')
    first.child.kill('SIGKILL')
    await killed

    const second = await startUntilReady()
    const again = person(second.url, { token: buyer.token ?? '' })
    const { cart } = await again.ask(ShowCartDocument)
    expect(cart?.items).toEqual([{ quantity: 2, product: { id: '1' } }])

    const stopped = once(second.child, 'exit')
    second.child.kill('SIGINT')
    expect(await stopped).toEqual([0, null])
    await expect(fetch(`${second.url}/healthz`)).rejects.toThrow()
  })

  it('says every fault of the settings, a line each, and shows no value', async () => {
    const { said, code } = await runToTheEnd({
      PORT: 'many',
      SESSION_SECRET: 'hunter2',
      SUBGRAPH_TRANSPORT: 'pigeon',
    })
    expect(code).toBe(1)
    expect(said.split('\n')).toHaveLength(3)
    expect(said).toMatch(/^Cannot start: PORT: must be a number$/m)
    expect(said).not.toContain('hunter2')
  })

  it('refuses to be half a production', async () => {
    const { said, code } = await runToTheEnd({ NODE_ENV: 'production' })
    expect(code).toBe(1)
    for (const name of ['TICKETING_API_URL', 'DATABASE_URL', 'SESSION_SECRET', 'STRIPE_SECRET_KEY']) {
      expect(said).toContain(`Cannot start: ${name}: is required in production`)
    }
  })

  it('names a taken port in one line', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const { said, code } = await runToTheEnd({ PORT: String(port) })
    other.close()
    expect(code).toBe(1)
    expect(said).toMatch(
      new RegExp(`^Cannot start: Port ${port} on 127.0.0.1 is taken .* Set PORT to move\\.$`),
    )
  })

  it('names a data directory that cannot be used in one line', async () => {
    const file = path.join(folder, 'a-file')
    await writeFile(file, '')
    const { said, code } = await runToTheEnd({ DATA_DIR: file })
    expect(code).toBe(1)
    expect(said).toMatch(/^Cannot start: .*a-file.*$/)
  })

  it('does not replace secrets that it cannot read', async () => {
    const damaged = path.join(folder, 'damaged')
    await mkdir(damaged)
    await writeFile(path.join(damaged, 'secrets.json'), '{"session":')
    const { said, code } = await runToTheEnd({ DATA_DIR: damaged })
    expect(code).toBe(1)
    expect(said).toMatch(/^Cannot start: .*secrets\.json is damaged.*$/)
  })
})
