import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { findByNumber } from './find-by-number.js'

const listOf = (ids: readonly number[]) => {
  const rows = ids.map((id) => ({ id }))
  const read: number[] = []
  return {
    read,
    readPage: async (page: number, size: number) => {
      read.push(page)
      return { rows: rows.slice((page - 1) * size, page * size), totalCount: rows.length }
    },
  }
}

const newestFirst = (ids: readonly number[]) => ids.toSorted((a, b) => b - a)

describe('findByNumber', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 2_000 }), { maxLength: 900, size: 'max' })

  it('finds what is in the list and nothing else, in whichever order the list is', async () => {
    await fc.assert(
      fc.asyncProperty(ids, fc.integer({ min: 1, max: 2_000 }), fc.boolean(), async (all, wanted, sorted) => {
        const { readPage } = listOf(sorted ? newestFirst(all) : all)
        expect((await findByNumber(readPage, wanted))?.id ?? null).toBe(all.includes(wanted) ? wanted : null)
      }),
    )
  })

  it('reads few pages of a long list that is newest first', async () => {
    const all = newestFirst(Array.from({ length: 20_000 }, (_, index) => index * 3 + 1))
    for (const wanted of [all.at(0), all.at(-1), all.at(7_777)]) {
      const { readPage, read } = listOf(all)
      expect((await findByNumber(readPage, wanted ?? 0))?.id).toBe(wanted)
      expect(read.length).toBeLessThanOrEqual(9)
    }
  })
})
