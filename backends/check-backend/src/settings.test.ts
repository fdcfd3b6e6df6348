import { describe, expect, it } from '@jest/globals'
import { loadSettings } from './settings.js'

describe('the settings', () => {
  it('are the demo accounts, unless others are named', () => {
    const { baseUrl, accounts } = loadSettings(['http://127.0.0.1:4001/'], {
      ADMIN_EMAIL: 'boss@example.test',
    })
    expect(baseUrl).toBe('http://127.0.0.1:4001')
    expect(accounts.admin.email).toBe('boss@example.test')
    expect(accounts.user).toEqual({ email: 'user@example.test', password: 'Demo-Password-2024!' })
  })

  it('send no password over http to another machine, unless told to', () => {
    const load = (...args: string[]) => loadSettings(args, {}).baseUrl
    expect(() => load('http://backend.example.test')).toThrow('unencrypted')
    expect(() => load('http://127.0.0.1.example.test')).toThrow('unencrypted')
    expect(load('http://backend.example.test', '--insecure')).toBe('http://backend.example.test')
    expect(load('https://backend.example.test/v1/')).toBe('https://backend.example.test/v1')
    expect(load('http://localhost:8000')).toBe('http://localhost:8000')
    expect(load('http://[::1]:8000')).toBe('http://[::1]:8000')
  })

  it('need one plain URL', () => {
    for (const args of [
      [],
      ['not a url'],
      ['http://a.test', 'http://b.test'],
      ['https://a.test', '--force'],
    ]) {
      expect(() => loadSettings(args, {})).toThrow('usage: npm run check-backend')
    }
    expect(() => loadSettings(['https://me:secret@a.test'], {})).toThrow('credentials')
  })
})
