import { describe, expect, it } from '@jest/globals'
import { toDecimal } from '@ticketing/money'
import fc from 'fast-check'
import { readAllPages } from './all-pages.js'
import { decimal, euros, fileName, optionalTime, whole } from './values.js'

describe('the values of an answer', () => {
  it('read every amount exactly, as a number and as its text', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), (cents) => {
        const text = (cents / 100).toFixed(2)
        expect(euros.parse(Number(text)).minorUnits).toBe(BigInt(cents))
        expect(euros.parse(text).minorUnits).toBe(BigInt(cents))
      }),
    )
  })

  it.each([
    [19.99, '19.99'],
    ['227.50', '227.50'],
    [0.29, '0.29'],
    [100, '100.00'],
    [0.005, '0.01'],
  ])('read %j as %s euros', (written, amount) => {
    expect(toDecimal(euros.parse(written))).toBe(amount)
  })

  it.each(['', ' 1', '1e3', '0x10', 'NaN', '1,5', null, true])('refuse %j as a decimal', (written) => {
    expect(decimal.safeParse(written).success).toBe(false)
    expect(euros.safeParse(written).success).toBe(false)
  })

  it('read whole numbers and their texts, and nothing else', () => {
    expect(['2', 2, -3, '-3'].map((written) => whole.parse(written))).toEqual([2, 2, -3, -3])
    expect(['2.5', 2.5, '', 'two', null].every((written) => !whole.safeParse(written).success)).toBe(true)
  })

  it('read both of the ways to write a time', () => {
    const times = ['2024-08-09T18:30:00+00:00', '2024-08-09T18:30:00.000000Z'].map((text) =>
      optionalTime.parse(text),
    )
    expect(times.map((time) => time?.toISOString())).toEqual(Array(2).fill('2024-08-09T18:30:00.000Z'))
    expect([null, undefined].map((time) => optionalTime.parse(time))).toEqual([null, null])
    expect(optionalTime.safeParse('yesterday').success).toBe(false)
  })

  it('take the name of a file from its path', () => {
    expect(['/storage/tickets/t.pdf', 't.pdf'].map((path) => fileName.parse(path))).toEqual([
      't.pdf',
      't.pdf',
    ])
  })
})

describe('readAllPages', () => {
  const rowsOf = (total: number) => Array.from({ length: total }, (_, index) => ({ id: index + 1 }))

  it('gives every row once, in as few pages as there are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 450 }), async (total) => {
        let pages = 0
        const found = await readAllPages(async (page, size) => {
          pages += 1
          return { rows: rowsOf(total).slice((page - 1) * size, page * size), totalCount: total }
        })
        expect([...found.keys()]).toEqual(rowsOf(total).map(({ id }) => id))
        expect(pages).toBe(Math.max(1, Math.ceil(total / 100)))
      }),
    )
  })

  it('ends on an empty page, whatever the total says, and as soon as enough is found', async () => {
    const endless = async (page: number) => ({ rows: page < 3 ? [{ id: page }] : [], totalCount: 10_000 })
    expect([...(await readAllPages(endless)).keys()]).toEqual([1, 2])
    expect([...(await readAllPages(endless, { enough: (found) => found.has(1) })).keys()]).toEqual([1])
  })
})
