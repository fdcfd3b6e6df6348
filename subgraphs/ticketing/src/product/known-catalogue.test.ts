import { describe, expect, it } from '@jest/globals'
import type { ProductId } from '../backend/product-record.js'
import { createKnownCatalogue } from './known-catalogue.js'

const id = (number: number) => number as ProductId

describe('what is known of the catalogue', () => {
  it('is nothing at first: any product may be on sale', () => {
    const catalogue = createKnownCatalogue({ now: () => 0 })
    expect(catalogue.total()).toBeNull()
    expect(catalogue.mayHave(id(1))).toBe(true)
  })

  it('is its size once a list has told it', () => {
    const catalogue = createKnownCatalogue({ now: () => 0 })
    catalogue.told(24)
    expect(catalogue.total()).toBe(24)
    expect(catalogue.mayHave(id(1))).toBe(true)
  })

  it('is what was on the list for a minute after it has been read', () => {
    let now = 1_000
    const catalogue = createKnownCatalogue({ now: () => now })
    catalogue.read(new Set([id(1)]), 1)
    expect([1, 2].map((number) => catalogue.mayHave(id(number)))).toEqual([true, false])
    now += 60_000
    expect(catalogue.mayHave(id(2))).toBe(true)
    expect(catalogue.total()).toBe(1)
  })
})
