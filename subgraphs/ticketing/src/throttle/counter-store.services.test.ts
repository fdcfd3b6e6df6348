import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, it } from '@jest/globals'
import { type OpenCounterStore, openCounterStore } from './counter-store.js'
import { createLimiter, type Limiter } from './limiter.js'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function startRedis(port: number) {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', tmpdir()]
  const child = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  ends.push(async () => {
    child.kill('SIGKILL')
    await exited
  })
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes('Ready to accept connections')) break
  }
  child.stdout.resume()
  return child
}

function open(port: number): OpenCounterStore {
  const store = openCounterStore(`redis://127.0.0.1:${port}`, { warn: () => undefined })
  ends.push(() => store.close())
  return store
}

async function untilReady(store: OpenCounterStore): Promise<void> {
  const until = performance.now() + 10_000
  while (!store.isReady && performance.now() < until) await new Promise((resolve) => setImmediate(resolve))
  expect(store.isReady).toBe(true)
}

const limiterOver = (store: OpenCounterStore) =>
  createLimiter({ name: 'test', places: 3, seconds: 60, store })
const takeAll = async (limiters: readonly Limiter[]) => {
  const taken: boolean[] = []
  for (const limiter of limiters) taken.push((await limiter.take('ada')) === 0)
  return taken
}

describe('counters in Redis', () => {
  it('are one for all instances, and given back to all', async () => {
    const port = await freePort()
    await startRedis(port)
    const stores = [open(port), open(port)] as const
    await Promise.all(stores.map(untilReady))
    const [first, second] = [limiterOver(stores[0]), limiterOver(stores[1])]
    expect(await takeAll([first, second, first])).toEqual([true, true, true])
    expect(await second.take('ada')).toBeGreaterThan(50_000)
    await first.giveBack('ada')
    await first.giveBack('ada')
    expect(await takeAll([second, first])).toEqual([true, false])
  })

  it('are counted in memory while Redis is away, and nobody is refused for that', async () => {
    const limiter = limiterOver(open(await freePort()))
    expect(await takeAll([limiter, limiter, limiter, limiter])).toEqual([true, true, true, false])
  })

  it('are counted in memory while Redis swallows everything', async () => {
    const port = await freePort()
    const redis = await startRedis(port)
    const store = open(port)
    await untilReady(store)
    redis.kill('SIGSTOP')
    const limiter = limiterOver(store)
    expect(await takeAll([limiter, limiter, limiter, limiter])).toEqual([true, true, true, false])
    redis.kill('SIGCONT')
  })
})
