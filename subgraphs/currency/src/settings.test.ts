import { describe, expect, it } from '@jest/globals'
import { loadSettings } from './settings.js'

const SUBGRAPH_SECRET = 'a-secret-of-at-least-32-characters'

describe('loadSettings', () => {
  it('needs nothing but the secret that the gateway shares', () => {
    expect(loadSettings({ SUBGRAPH_SECRET })).toEqual({
      PORT: 4005,
      HOST: '127.0.0.1',
      SUBGRAPH_SECRET,
      LOG_LEVEL: 'info',
    })
  })

  it('lists every fault by name', () => {
    expect(() => loadSettings({ PORT: 'many', EXCHANGE_RATES_MAX_AGE_HOURS: '-1' })).toThrow(
      /PORT: .*\nSUBGRAPH_SECRET: .*\nEXCHANGE_RATES_MAX_AGE_HOURS: /,
    )
  })
})
