import { describe, expect, it } from '@jest/globals'
import { createLog } from './log.js'
import { createStop } from './stop.js'

const log = createLog({ name: 'test', level: 'silent' })

describe('createStop', () => {
  it('closes in the reverse order, each after the one before, and only once', async () => {
    const stop = createStop({ log, timeoutMs: 5_000 })
    const order: string[] = []
    for (const name of ['database', 'server']) {
      stop.on(name, async () => {
        order.push(`${name} closing`)
        await new Promise(setImmediate)
        order.push(`${name} closed`)
      })
    }
    expect(await Promise.all([stop.now('first'), stop.now('again')])).toEqual([true, true])
    expect(order).toEqual(['server closing', 'server closed', 'database closing', 'database closed'])
  })

  it('goes on after a closer that fails, and says so', async () => {
    const stop = createStop({ log, timeoutMs: 5_000 })
    let closed = false
    stop.on('database', async () => {
      closed = true
    })
    stop.on('server', () => Promise.reject(new Error('stuck')))
    expect(await stop.now('test')).toBe(false)
    expect(closed).toBe(true)
  })

  it('tells a start that is under way, and closes what that opened meanwhile', async () => {
    const stop = createStop({ log, timeoutMs: 5_000 })
    const closed: string[] = []
    const closing = (name: string) => async () => {
      closed.push(name)
    }
    stop.on('database', closing('database'))
    stop.on('server', async () => {
      expect(stop.signal.aborted).toBe(true)
      stop.on('opened during the stop', closing('opened during the stop'))
    })
    expect(stop.signal.aborted).toBe(false)
    expect(await stop.now('SIGTERM')).toBe(true)
    expect(stop.signal.reason).toEqual(new Error('Stopped: SIGTERM'))
    stop.on('opened after the stop', closing('opened after the stop'))
    expect(closed).toEqual(['opened during the stop', 'database', 'opened after the stop'])
  })

  it('does not wait longer than its time', async () => {
    const stop = createStop({ log, timeoutMs: 20 })
    stop.on('hanging', () => new Promise(() => undefined))
    expect(await stop.now('test')).toBe(false)
  })
})
