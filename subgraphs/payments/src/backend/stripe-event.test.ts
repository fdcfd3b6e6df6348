import { describe, expect, it } from '@jest/globals'
import { Stripe } from 'stripe'
import { signEvent } from './stripe-event.js'

describe('an event signed for the backend', () => {
  it('is one that Stripe’s own library accepts', () => {
    const body = Buffer.from('{ "id": "evt_1",  "object": "event", "note": "é" }')
    const now = 1_750_000_000_999
    const header = signEvent(body, { secret: 'whsec_1', now })
    expect(header).toMatch(/^t=1750000000,v1=[0-9a-f]{64}$/)
    const opened = Stripe.webhooks.constructEvent(body, header, 'whsec_1', 300, undefined, now)
    expect(opened.id).toBe('evt_1')
  })
})
