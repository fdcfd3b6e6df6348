import { describe, expect, it } from '@jest/globals'
import { pino } from 'pino'
import type { StripeEvent } from '../core/model.js'
import type { eventOf } from '../core/request.js'
import { createStore } from '../core/state.js'
import { createIntent } from '../rules/create-intent.js'
import { createCourier } from './courier.js'

const DAY_MS = 24 * 60 * 60 * 1000

function anEvent(): StripeEvent {
  const outcome = createIntent({
    state: createStore().state,
    params: { amount: '500', currency: 'eur' },
    id: '',
    caller: 'server',
    now: 0,
    requestId: 'req_1',
    idempotencyKey: null,
    newToken: () => 'token',
  })
  const event = outcome.changes.find(
    (change): change is ReturnType<typeof eventOf> => change.kind === 'event',
  )
  if (!event) throw new Error('no event')
  return event.event
}

describe('a courier', () => {
  it('tries for three days, then gives up', async () => {
    let time = 0
    let tries = 0
    const settled = await new Promise((resolve) => {
      const courier = createCourier({
        url: 'http://receiver.test/',
        post: async () => {
          tries += 1
          time += DAY_MS
          return 'answered 500'
        },
        retryDelaysMs: [0],
        now: () => time,
        log: pino({ level: 'silent' }),
        onSettled: async (eventId) => resolve(eventId),
      })
      courier.deliver(anEvent())
    })
    expect(settled).toBe('evt_token')
    expect(tries).toBe(4)
  })
})
