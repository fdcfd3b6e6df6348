import { describe, expect, it } from '@jest/globals'
import { SettingsError } from '@ticketing/service-kit'
import { loadSettings } from './settings.js'

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    loadSettings(env)
    return []
  } catch (fault) {
    if (fault instanceof SettingsError) return fault.faults
    throw fault
  }
}

describe('loadSettings', () => {
  it('has a default for everything', () => {
    expect(loadSettings({})).toMatchObject({
      PORT: 4000,
      HOST: '127.0.0.1',
      DATA_DIR: '.data',
      CORS_ORIGINS: [],
      TRUSTED_PROXIES: [],
      PERSISTED_QUERIES: 'apq',
      LOG_LEVEL: 'warn',
      CATALOGUE_CACHE_SECONDS: 0,
    })
  })

  it.each([
    ['TRUSTED_PROXIES', 'garbage'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['CORS_ORIGINS', 'https://a.example, *'],
    ['CORS_ORIGINS', 'shop.example'],
    ['PERSISTED_QUERIES', 'ids-only'],
    ['PORT', '65529'],
    ['PORT', 'many'],
    ['PUBLIC_URL', 'ftp://x'],
    ['REDIS_URL', 'http://redis'],
    ['DATABASE_URL', 'mysql://x'],
    ['SESSION_SECRET', 'short'],
    ['LOG_LEVEL', 'loud'],
    ['CATALOGUE_CACHE_SECONDS', '61'],
    ['CATALOGUE_CACHE_SECONDS', 'long'],
  ])('refuses %s=%s by name, and does not repeat a secret', (name, value) => {
    const faults = faultsOf({ [name]: value })
    expect(faults).toHaveLength(1)
    expect(faults[0]?.startsWith(`${name}: `)).toBe(true)
    if (name === 'SESSION_SECRET') expect(faults[0]).not.toContain(value)
  })
})
