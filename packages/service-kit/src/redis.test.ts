import { describe, expect, it } from '@jest/globals'
import { openRedis } from './redis.js'

describe('a Redis that is away', () => {
  it('keeps nobody waiting: it is tried once, commands fail at once, and the log says how it goes on', async () => {
    const warned: string[] = []
    const log = { warn: (_facts: object, message: string) => warned.push(message) }
    const redis = openRedis({ url: 'redis://127.0.0.1:1', log, without: 'alone' })
    await redis.tried
    expect(redis.isReady).toBe(false)
    await expect(redis.run((client) => client.get('a'))).rejects.toThrow('not ready')
    redis.close()
    expect(warned[0]).toBe('Redis cannot be reached: alone')
  })

  it('can be closed before it was tried', async () => {
    const redis = openRedis({ url: 'redis://127.0.0.1:1', log: { warn: () => undefined }, without: 'alone' })
    redis.close()
    await redis.tried
    expect(redis.isReady).toBe(false)
  })
})
