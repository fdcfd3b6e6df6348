import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Query } from './request.js'
import { buildQuery, requestTarget } from './request-target.js'

describe('requestTarget', () => {
  it('fills the template and adds the query', () => {
    expect(requestTarget('/api/products/{product}', { product: 4 }, { page: 2 })).toBe(
      '/api/products/4?page=2',
    )
  })

  it('drops null, undefined, empty and blank values, and the question mark with them', () => {
    const query = { a: null, b: undefined, c: '', d: '  ', e: '\u200b', f: '\0' }
    expect(requestTarget('/api/products', {}, query)).toBe('/api/products')
  })

  it('keeps zero and sends booleans as digits', () => {
    expect(buildQuery({ min: 0, yes: true, no: false })).toBe('min=0&yes=1&no=0')
  })

  it('refuses numbers that are none and queries without end', () => {
    const bad = expect.objectContaining({ code: 'BAD_USER_INPUT' })
    expect(() => buildQuery({ page: Number.NaN })).toThrow(bad)
    expect(() => requestTarget('/api/products', {}, { name: 'x'.repeat(9_000) })).toThrow(bad)
  })

  it('refuses parameters that the template does not fit', () => {
    expect(() => requestTarget('/api/products/{product}')).toThrow('lacks its parameter product')
    expect(() => requestTarget('/api/products', { product: 1 })).toThrow('has no parameter product')
    expect(() => requestTarget('/api/{toString}')).toThrow('lacks its parameter toString')
  })

  it('carries every value that is not blank, and nothing else, whatever the strings', () => {
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.constantFrom(null, undefined, '', ' '),
    )
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1 }), value), (query: Query) => {
        const url = new URL(`http://backend.test${requestTarget('/api/products', {}, query)}`)
        const sent = Object.entries(query)
          .filter(([, given]) => /[^\s\p{C}]/u.test(String(given ?? '')))
          .map(([name, given]) => [name, String(given)])
        expect([...url.searchParams]).toEqual(sent)
        expect([url.pathname, url.hash]).toEqual(['/api/products', ''])
      }),
    )
  })
})
