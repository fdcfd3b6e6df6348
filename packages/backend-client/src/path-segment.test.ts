import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { pathSegment } from './path-segment.js'

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('.', '/', '\\', '%', '2', 'e', 'E', 'f', '?', '#', '\r', '\n', '\0', ';'),
  }),
  fc.string({ unit: 'grapheme' }),
)

function segmentOrNull(text: string): string | null {
  try {
    return pathSegment(text)
  } catch (error) {
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT' })
    return null
  }
}

describe('pathSegment', () => {
  it.each([
    '',
    '.',
    '..',
    '%2e%2e',
    '%2E.',
    'a/b',
    'a\\b',
    'a?b',
    'a#b',
    'a\r\nX: y',
    '\0',
    'a b',
    '\u2028',
    '\ud800',
    'x'.repeat(201),
  ])('refuses %j', (text) => {
    expect(() => pathSegment(text)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1.5, 2 ** 60])('refuses the number %d', (number) => {
    expect(() => pathSegment(number)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
  })

  it('lets ids, tokens and file names through as they are', () => {
    const uuid = '0b1f4c1e-6a8c-4f0e-9b1a-2f6d1c3e5a7b'
    expect(pathSegment(42)).toBe('42')
    expect(pathSegment(uuid)).toBe(uuid)
    expect(pathSegment(`ticket_${uuid}.pdf`)).toBe(`ticket_${uuid}.pdf`)
  })

  it('does not repeat the value in its message', () => {
    expect(() => pathSegment('secret/../x')).not.toThrow(/secret/)
  })

  it('keeps the number of segments and the origin, whatever the string', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const segment = segmentOrNull(text)
        if (segment === null) return
        const url = new URL(`http://backend.test/api/products/${segment}/pricing`)
        expect(url.origin).toBe('http://backend.test')
        expect(url.search + url.hash).toBe('')
        expect(url.pathname.split('/')).toEqual(['', 'api', 'products', segment, 'pricing'])
        expect(decodeURIComponent(segment)).toBe(text)
      }),
      { numRuns: 2_000 },
    )
  })

  it('stays in its segment even where a backend decodes twice', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const segment = segmentOrNull(text)
        if (segment === null) return
        const once = decodeURIComponent(segment)
        expect(decodeURIComponent(once)).toBe(once)
        expect(['.', '..', '']).not.toContain(once)
      }),
      { numRuns: 1_000 },
    )
  })
})
