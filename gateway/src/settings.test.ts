import { describe, expect, it } from '@jest/globals'
import { SettingsError } from '@ticketing/service-kit'
import { readProcessSettings, subgraphUrlSetting } from './settings.js'

const ENOUGH = {
  TICKETING_API_URL: 'https://api.example/',
  SUBGRAPH_SECRET: 's'.repeat(32),
  SESSION_SECRET: 't'.repeat(32),
  DATABASE_URL: 'postgres://gateway:x@localhost/gateway',
}

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readProcessSettings({ ...ENOUGH, ...env })
    return []
  } catch (fault) {
    if (fault instanceof SettingsError) return fault.faults
    throw fault
  }
}

describe('readProcessSettings', () => {
  it('has a default for all that can have one', () => {
    expect(readProcessSettings(ENOUGH)).toMatchObject({
      PORT: 4000,
      HOST: '127.0.0.1',
      PERSISTED_QUERIES: 'apq',
      INTROSPECTION: 'role',
      CORS_ORIGINS: [],
      TRUSTED_PROXIES: [],
      TICKETING_API_URL: 'https://api.example',
    })
  })

  it('knows where subgraphs are by SUBGRAPH_URL_<NAME>', () => {
    const { subgraphUrls } = readProcessSettings({
      ...ENOUGH,
      SUBGRAPH_URL_USER_ACCOUNTS: 'http://accounts:4004/',
    })
    for (const name of ['user-accounts', 'user_accounts', 'User.Accounts']) {
      expect(subgraphUrls.get(subgraphUrlSetting(name))).toBe('http://accounts:4004')
    }
  })

  it('wants nothing more over a supergraph of its own', () => {
    expect(readProcessSettings({ SUPERGRAPH_PATH: 'any.graphql' })).toMatchObject({
      SUPERGRAPH_PATH: 'any.graphql',
      PORT: 4000,
      FORWARD_HEADERS: [],
      LOG_LEVEL: 'info',
    })
  })

  it('forwards headers by name', () => {
    const { FORWARD_HEADERS } = readProcessSettings({
      ...ENOUGH,
      FORWARD_HEADERS: 'Authorization, X-Tenant',
    })
    expect(FORWARD_HEADERS).toEqual(['authorization', 'x-tenant'])
  })

  it.each(['registered', 'ids-only'])('refuses PERSISTED_QUERIES=%s, which comes later', (mode) => {
    expect(faultsOf({ PERSISTED_QUERIES: mode })).toEqual([
      'PERSISTED_QUERIES: registered and ids-only are not available yet: use apq or off',
    ])
  })

  it.each([
    ['CORS_ORIGINS', 'https://a.example, *'],
    ['CORS_ORIGINS', 'https://a.example/path'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', 'localhost'],
    ['REDIS_URL', 'http://redis'],
    ['PUBLIC_URL', 'ftp://x'],
    ['FORWARD_HEADERS', 'authorization, Content-Length'],
    ['FORWARD_HEADERS', 'a b'],
    ['SUBGRAPH_URL_SHOP', 'shop:4001'],
    ['SESSION_SECRET', 'short'],
    ['DATABASE_URL', 'mysql://x'],
    ['PORT', '70000'],
  ])('refuses %s=%s by name', (name, value) => {
    const faults = faultsOf({ [name]: value })
    expect(faults).toHaveLength(1)
    expect(faults[0]?.startsWith(`${name}: `)).toBe(true)
  })
})
