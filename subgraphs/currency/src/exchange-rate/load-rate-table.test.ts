import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { loadRateTable, SAMPLE_RATES_PATH } from './load-rate-table.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rates-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('loadRateTable', () => {
  it('reads the sample, which says that it is one', async () => {
    const table = await loadRateTable(SAMPLE_RATES_PATH)
    expect(table.source).toMatch(/^sample: /)
    expect(table.base).toBe('EUR')
    for (const currency of ['USD', 'GBP', 'JPY', 'KWD', 'HUF', 'MGA'] as const) {
      expect(table.perBase.has(currency)).toBe(true)
    }
  })

  it('says in one line which file cannot be read, or is not JSON', async () => {
    const absent = join(folder, 'absent.json')
    await expect(loadRateTable(absent)).rejects.toThrow(
      /^The exchange rates in .*absent\.json cannot be read$/,
    )
    const text = join(folder, 'text.json')
    await writeFile(text, 'EUR 1\nUSD 2')
    await expect(loadRateTable(text)).rejects.toThrow(/^The exchange rates in .*text\.json are not JSON$/)
  })
})
