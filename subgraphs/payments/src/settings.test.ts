import { describe, expect, it } from '@jest/globals'
import { SettingsError } from '@ticketing/service-kit'
import { loadSettings } from './settings.js'

const enough = {
  SUBGRAPH_SECRET: 's'.repeat(32),
  SESSION_SECRET: 't'.repeat(32),
  TICKETING_API_URL: 'http://127.0.0.1:4001',
  DATABASE_URL: 'postgres://payments:x@127.0.0.1:5432/ticketing',
}

describe('the settings of the payments process', () => {
  it('need no Stripe and no service account', () => {
    const settings = loadSettings(enough)
    expect(settings).toMatchObject({ port: 4004, host: '127.0.0.1', serviceAccount: null })
    expect(settings.payments).toMatchObject({ stripeSecretKey: null, ticketingWebhookSecret: null })
  })

  it('need Stripe’s keys in production', () => {
    const load = () => loadSettings({ ...enough, NODE_ENV: 'production' })
    expect(load).toThrow(SettingsError)
    expect(load).toThrow(/STRIPE_SECRET_KEY.*\n.*STRIPE_WEBHOOK_SECRET/)
  })

  it('are refused with every fault at once and without any value', () => {
    const load = () => loadSettings({ ...enough, SESSION_SECRET: 'hunter2', PORT: '70000' })
    expect(load).toThrow(/SESSION_SECRET/)
    expect(load).toThrow(/PORT/)
    expect(load).not.toThrow(/hunter2/)
  })
})
