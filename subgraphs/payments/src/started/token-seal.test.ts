import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createTokenSeal } from './token-seal.js'

const seal = createTokenSeal('one secret of at least thirty-two characters')

describe('a sealed token', () => {
  it('opens for the payment it was sealed for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uuid(), (token, uuid) => {
        expect(seal.open(seal.seal(token, uuid), uuid)).toBe(token)
      }),
    )
  })

  it('opens for no other payment and under no other secret', () => {
    const sealed = seal.seal('7|token', 'a')
    expect(seal.open(sealed, 'b')).toBeNull()
    expect(createTokenSeal('another secret of thirty-two characters').open(sealed, 'a')).toBeNull()
  })

  it('opens under every secret that is given', () => {
    const sealed = seal.seal('7|token', 'a')
    const rotating = createTokenSeal(
      'a new secret of thirty-two characters,one secret of at least thirty-two characters',
    )
    expect(rotating.open(sealed, 'a')).toBe('7|token')
    expect(seal.open(rotating.seal('7|token', 'a'), 'a')).toBeNull()
  })

  it('opens what was sealed by the first version of this', () => {
    expect(seal.open('Q_Ghvnn_2gncswmhMuVKha4D0L85YXZHtxPmQMRPbnsi3n8', 'a')).toBe('7|token')
  })

  it('does not open once any byte of it is changed or missing', () => {
    const bytes = Buffer.from(seal.seal('7|token', 'a'), 'base64url')
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(seal.open(changed.toString('base64url'), 'a')).toBeNull()
      expect(seal.open(bytes.subarray(0, at).toString('base64url'), 'a')).toBeNull()
    }
  })

  it('never looks the same twice', () => {
    expect(seal.seal('7|token', 'a')).not.toBe(seal.seal('7|token', 'a'))
  })
})
