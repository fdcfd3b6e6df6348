import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createBoxSeal } from './box-seal.js'

const OLD = 'o'.repeat(32)
const NEW = 'n'.repeat(32)
const purpose = 'tests/1'
const sealOf = (secret: string) => createBoxSeal({ secret, purpose })
const bytes = Buffer.from('{"token":"7|secret"}')

describe('a box seal', () => {
  it('gives back what was sealed, of any length, and never the same bytes twice', () => {
    const seal = sealOf(OLD)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (content, place) => {
        const sealed = seal.seal(content, place)
        expect(seal.open(sealed, place)).toEqual(Buffer.from(content))
        expect(sealed).toHaveLength(content.length + 28)
        expect(seal.seal(content, place)).not.toEqual(sealed)
      }),
    )
  })

  it('shows nothing of what is inside', () => {
    const sealed = sealOf(OLD).seal(bytes, 'here')
    expect(sealed.includes('secret')).toBe(false)
  })

  it('opens for its place and its purpose alone', () => {
    const sealed = sealOf(OLD).seal(bytes, 'here')
    expect(sealOf(OLD).open(sealed, 'there')).toBeNull()
    expect(createBoxSeal({ secret: OLD, purpose: 'tests/2' }).open(sealed, 'here')).toBeNull()
  })

  it('opens with any of several secrets, and seals with the first', () => {
    const before = sealOf(OLD).seal(bytes, 'here')
    const both = sealOf(`${NEW},${OLD}`)
    expect(both.open(before, 'here')).toEqual(bytes)
    expect(sealOf(NEW).open(both.seal(bytes, 'here'), 'here')).toEqual(bytes)
    expect(sealOf(NEW).open(before, 'here')).toBeNull()
  })

  it('does not open with one bit changed, or cut short', () => {
    const seal = sealOf(OLD)
    const sealed = seal.seal(bytes, 'here')
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const changed = Buffer.from(sealed)
        const at = Math.floor(bit / 8)
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << (bit % 8)), at)
        expect(seal.open(changed, 'here')).toBeNull()
      }),
    )
    for (let length = 0; length < sealed.length; length += 1) {
      expect(seal.open(sealed.subarray(0, length), 'here')).toBeNull()
    }
  })
})
