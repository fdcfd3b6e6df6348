import { describe, expect, it } from '@jest/globals'
import { z } from 'zod'
import { readSettings, SettingsError } from './settings.js'

const schema = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(4000),
  MODE: z.enum(['in-process', 'http']).default('in-process'),
  SESSION_SECRET: z.string().min(32),
})

describe('readSettings', () => {
  it('applies defaults, counts an empty variable as unset and freezes the result', () => {
    const settings = readSettings(schema, { PORT: '', SESSION_SECRET: 'x'.repeat(32) })
    expect(settings).toEqual({ PORT: 4000, MODE: 'in-process', SESSION_SECRET: 'x'.repeat(32) })
    expect(Object.isFrozen(settings)).toBe(true)
  })

  it('lists every fault at once, by name and without the value', () => {
    try {
      readSettings(schema, { PORT: '99999', MODE: 'carrier-pigeon', SESSION_SECRET: 'short-secret' })
      throw new Error('unreachable')
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error
      expect(error.faults).toHaveLength(3)
      expect(error.message.split('\n').map((line) => line.split(':')[0])).toEqual([
        'PORT',
        'MODE',
        'SESSION_SECRET',
      ])
      expect(error.message).not.toMatch(/99999|pigeon|short-secret/)
    }
  })

  it('says of a setting that is missing that it is not set, whatever form it has to have', () => {
    const two = z.object({ SECRET: z.string().min(32), URL: z.url({ error: 'must be a URL' }) })
    expect(() => readSettings(two, { URL: '' })).toThrow(/^SECRET: is not set\nURL: is not set$/)
    expect(() => readSettings(two, { SECRET: 'x'.repeat(32), URL: 'x' })).toThrow(/^URL: must be a URL$/)
  })
})
