import { describe, expect, it } from '@jest/globals'
import { readSettings } from './settings.js'

describe('the settings', () => {
  it('have defaults for all but the webhook secret', () => {
    expect(readSettings({ STRIPE_WEBHOOK_SECRET: 'whsec_1' })).toEqual({
      port: 4002,
      host: '127.0.0.1',
      dataDir: undefined,
      webhookUrl: undefined,
      webhookSecret: 'whsec_1',
      logLevel: 'info',
    })
  })

  it('are refused with every fault at once', () => {
    expect(() => readSettings({ PORT: '70000', WEBHOOK_URL: 'file:///x', LOG_LEVEL: 'loud' })).toThrow(
      /PORT .*\nWEBHOOK_URL .*\nSTRIPE_WEBHOOK_SECRET .*\nLOG_LEVEL /,
    )
  })
})
