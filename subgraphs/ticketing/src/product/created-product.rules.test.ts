import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { ListedProduct } from '../backend/product-record.js'
import { createdIn, freshQuery } from './created-product.rules.js'

const listed = (ids: readonly number[], name: string) =>
  new Map(ids.map((id) => [id, { id, name } as ListedProduct]))

describe('the question for a fresh list', () => {
  it('differs over 600 turns in a row, and stays within what the backend takes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 41 }), (start) => {
        const asked = Array.from({ length: 600 }, (_, index) => freshQuery(start + index))
        expect(new Set(asked.map((query) => JSON.stringify(query))).size).toBe(600)
        for (const { perPage } of asked) expect(perPage > 50 && perPage <= 100).toBe(true)
      }),
      { numRuns: 20 },
    )
  })
})

describe('the product that was created', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 50 }))

  it('is the newest of its name that was not there before', () => {
    fc.assert(
      fc.property(ids, ids, (before, added) => {
        const created = createdIn(listed([...before, ...added], 'Final'), listed(before, 'Final'), 'Final')
        const fresh = added.filter((id) => !before.includes(id))
        expect(created).toBe(fresh.length === 0 ? null : Math.max(...fresh))
      }),
    )
  })

  it('is never one whose name only contains the wanted one', () => {
    expect(createdIn(listed([4], 'Final of finals'), new Map(), 'Final')).toBeNull()
  })
})
