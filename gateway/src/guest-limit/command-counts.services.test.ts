import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type RedisServer, startRedisServer } from '../testing/redis-server.js'
import { type CommandCounts, countInMemory, countInRedis } from './command-counts.js'

let redis: RedisServer
const open: CommandCounts[] = []
beforeEach(async () => {
  redis = await startRedisServer()
})
afterEach(async () => {
  for (const one of open.splice(0)) one.close()
  await redis.kill()
})

function start(): CommandCounts {
  const counts = countInRedis(
    redis.url,
    countInMemory(() => 0),
    { warn: () => undefined },
  )
  open.push(counts)
  return counts
}

/** Until the counts are those of Redis: each has a part of the minute gone, and in memory the clock stands. */
async function untilShared(counts: CommandCounts): Promise<void> {
  const until = performance.now() + 10_000
  let counted = await counts.add('warm up', 1)
  while (counted.leftMs === 60_000 && performance.now() < until) {
    await new Promise((resolve) => setImmediate(resolve))
    counted = await counts.add('warm up', 1)
  }
  expect(counted.leftMs).toBeLessThan(60_000)
}

describe('commands that are counted in Redis', () => {
  it('are counted together by all instances, for a minute', async () => {
    const [one, other] = [start(), start()]
    await Promise.all([one, other].map(untilShared))
    await one.add('a', 2)
    const { count, leftMs } = await other.add('a', 1)
    expect(count).toBe(3)
    expect(leftMs).toBeGreaterThan(50_000)
    expect(leftMs).toBeLessThanOrEqual(60_000)
  })

  it('are counted by each instance alone when Redis is killed, or hangs', async () => {
    const counts = start()
    await untilShared(counts)
    await counts.add('a', 5)
    redis.freeze()
    expect(await counts.add('a', 1)).toEqual({ count: 1, leftMs: 60_000 })
    redis.thaw()
    await redis.kill()
    expect(await counts.add('a', 1)).toEqual({ count: 2, leftMs: 60_000 })
  })
})
