import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { parseRange, slice } from './range.js'

describe('parseRange', () => {
  it.each([
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=2-5', { start: 2, end: 5 }],
    ['Bytes=2-', { start: 2, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-300', { start: 0, end: 9 }],
    ['bytes=9-99999999999999999999', { start: 9, end: 9 }],
  ])('takes %s of ten bytes', (header, range) => {
    expect(parseRange(header, 10)).toEqual(range)
  })

  it.each(['bytes=10-', 'bytes=10-12', 'bytes=-0', 'bytes=99999999999999999999-'])(
    'finds nothing of ten bytes in %s',
    (header) => expect(parseRange(header, 10)).toBe('beyond'),
  )

  it.each([
    undefined,
    '',
    'bytes=',
    'bytes=-',
    'bytes=5-2',
    'bytes=0-1,4-5',
    'bytes=a-b',
    'items=0-1',
    'bytes 0-1',
  ])('ignores %p', (header) => expect(parseRange(header, 10)).toBeNull())

  it('finds nothing in an empty file', () => {
    for (const header of ['bytes=0-', 'bytes=-1']) expect(parseRange(header, 0)).toBe('beyond')
  })
})

describe('slice', () => {
  it('gives the same bytes however the stream is cut', async () => {
    const cases = fc
      .array(fc.uint8Array({ maxLength: 5 }), { minLength: 1 })
      .map((parts) => parts.map((part) => Buffer.from(part)))
      .filter((chunks) => Buffer.concat(chunks).length > 0)
      .chain((chunks) => {
        const last = Buffer.concat(chunks).length - 1
        return fc.tuple(fc.constant(chunks), fc.nat(last), fc.nat(last))
      })
    await fc.assert(
      fc.asyncProperty(cases, async ([chunks, one, other]) => {
        const range = { start: Math.min(one, other), end: Math.max(one, other) }
        const part = await buffer(slice(Readable.from(chunks), range))
        expect(part).toEqual(Buffer.concat(chunks).subarray(range.start, range.end + 1))
      }),
    )
  })

  it('leaves the stream as soon as it has its last byte', async () => {
    const source = new Readable({ read: () => source.push(Buffer.alloc(10)) })
    expect((await buffer(slice(source, { start: 5, end: 24 }))).length).toBe(20)
    expect(source.destroyed).toBe(true)
  })
})
