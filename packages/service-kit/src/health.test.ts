import { describe, expect, it } from '@jest/globals'
import { createHealth } from './health.js'

describe('createHealth', () => {
  it('is ready when every check passes, and names the one that fails', async () => {
    const health = createHealth()
    health.add('database', async () => undefined)
    expect(await health.ready()).toEqual({ ok: true, checks: { database: 'ok' } })
    health.add('backend', () => Promise.reject(new Error('down at 10.0.0.7')))
    expect(await health.ready()).toEqual({ ok: false, checks: { database: 'ok', backend: 'failed' } })
  })

  it('fails a check that hangs, and aborts its signal', async () => {
    const health = createHealth({ timeoutMs: 20 })
    let seen: AbortSignal | undefined
    health.add('hanging', (signal) => {
      seen = signal
      return new Promise(() => undefined)
    })
    expect(await health.ready()).toEqual({ ok: false, checks: { hanging: 'failed' } })
    expect(seen?.aborted).toBe(true)
  })

  it('is never ready again once it drains', async () => {
    const health = createHealth()
    health.add('database', async () => undefined)
    health.drain()
    expect(await health.ready()).toEqual({ ok: false, checks: { database: 'ok' } })
  })
})
