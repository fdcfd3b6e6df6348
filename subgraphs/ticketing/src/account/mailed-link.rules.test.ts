import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  cancellationOf,
  emailChangeOf,
  isExpired,
  resetProofOf,
  verificationOf,
} from './mailed-link.rules.js'

const proof = { expires: '1795349585', signature: 'ab12' }
const query = 'expires=1795349585&signature=ab12'
const faults = (work: () => unknown): unknown => {
  try {
    work()
  } catch (fault) {
    return Object(fault).extensions?.fields
  }
  return undefined
}

describe('a mailed link', () => {
  it.each([
    'http://127.0.0.1:4001/api/auth/email/verify/61/5d74?',
    'https://evil.example:8080/any/api/auth/email/verify/61/5d74/?',
    '/api/auth/email/verify/61/5d74?',
    ' //elsewhere.example/verify/61/5d74?',
  ])('gives what was signed, whatever its host: %s', (start) => {
    expect(verificationOf({ link: start + query })).toEqual({ id: '61', hash: '5d74', ...proof })
  })

  it('of a change of address has its token in the query, of a cancellation in the path', () => {
    const confirm = `https://x.test/api/auth/email/change/verify?expires=1795349585&token=T0k&signature=ab12`
    const cancel = `https://x.test/api/auth/auth/email/change/cancel/T0k?${query}`
    expect(emailChangeOf({ link: confirm })).toEqual({ token: 'T0k', ...proof })
    expect(cancellationOf({ link: cancel })).toEqual({ token: 'T0k', ...proof })
    expect(faults(() => emailChangeOf({ link: cancel }))).toHaveProperty('link')
    expect(faults(() => verificationOf({ link: confirm }))).toHaveProperty('link')
  })

  it('of a forgotten password has token and address in the query', () => {
    const link = 'http://front.test/reset-password?token=07fa&email=ada%2Bx%40example.test'
    expect(resetProofOf({ link })).toEqual({ token: '07fa', email: 'ada+x@example.test' })
  })

  it('is the same as its parts', () => {
    const parts = { id: '61', hash: '5d74', ...proof }
    expect(verificationOf(parts)).toEqual(verificationOf({ link: `/verify/61/5d74?${query}` }))
  })

  it('is refused together with its parts, and without any of them', () => {
    expect(faults(() => verificationOf({ link: `/verify/61/5d74?${query}`, id: '61' }))).toEqual({
      link: ['Give either the link or its parts.'],
    })
    expect(Object.keys(Object(faults(() => verificationOf({ id: '61' }))))).toEqual([
      'hash',
      'expires',
      'signature',
    ])
    expect(faults(() => emailChangeOf({ link: 'https://[' }))).toHaveProperty('link')
  })

  it('never leaves its place in a path', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (id, hash) => {
        const inPath = /^[\w-]{1,200}$/
        try {
          const found = verificationOf({ id, hash, ...proof })
          expect([inPath.test(found.id), inPath.test(found.hash)]).toEqual([true, true])
        } catch (fault) {
          expect(fault).toHaveProperty('code', 'BAD_USER_INPUT')
        }
      }),
    )
    const sly = `/verify/%2e%2e/..%2f..%2fusers?${query}`
    expect(faults(() => verificationOf({ link: sly }))).toBeDefined()
  })

  it('says when it is too old', () => {
    expect(isExpired({ ...proof, expires: '100' }, 99_999)).toBe(false)
    expect(isExpired({ ...proof, expires: '100' }, 100_000)).toBe(true)
    expect(isExpired({ ...proof, expires: 'soon' }, 0)).toBe(true)
  })
})
