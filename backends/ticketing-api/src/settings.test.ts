import { describe, expect, it } from '@jest/globals'
import { loadSettings } from './settings.js'

const least = { DATABASE_URL: 'postgres://localhost/tickets', TICKETING_WEBHOOK_SECRET: 'whsec_1' }

describe('the settings', () => {
  it('need a database and a webhook secret, and are frozen', () => {
    const settings = loadSettings(least)
    expect(settings).toMatchObject({ host: '127.0.0.1', throttlePerMinute: 5, faithfulRaces: false })
    expect(Object.isFrozen(settings)).toBe(true)
    expect(loadSettings({ ...least, FAITHFUL_RACES: '1' }).faithfulRaces).toBe(true)
  })

  it('take the secret of Stripe where there is none of their own', () => {
    const { TICKETING_WEBHOOK_SECRET: _, ...rest } = least
    expect(loadSettings({ ...rest, STRIPE_WEBHOOK_SECRET: 'whsec_2' }).webhookSecret).toBe('whsec_2')
  })

  it('name every fault at once', () => {
    expect(() => loadSettings({ PORT: 'x', LOGIN_THROTTLE: '0' })).toThrow(
      /PORT[\s\S]*DATABASE_URL[\s\S]*LOGIN_THROTTLE[\s\S]*TICKETING_WEBHOOK_SECRET/,
    )
  })
})
