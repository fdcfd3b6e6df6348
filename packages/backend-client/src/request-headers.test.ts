import { describe, expect, it } from '@jest/globals'
import { requestHeaders } from './request-headers.js'
import { aCall } from './tiny-backend.js'

/** Name, value, name, value, as an object. */
const read = (flat: readonly string[]) =>
  Object.fromEntries(flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1]]] : [])))

const CART = '7c9e6679-7425-40de-944b-e07fc1f90ae7'

describe('requestHeaders', () => {
  it('always asks for JSON, in one bare language', () => {
    expect(read(requestHeaders(aCall({ language: 'fr' })))).toEqual({
      accept: 'application/json',
      'accept-encoding': 'identity',
      'accept-language': 'fr',
      'x-request-id': 'request-1',
    })
  })

  it('carries the token and the guest cart', () => {
    expect(read(requestHeaders(aCall({ token: '7|abc', guestCartId: CART })))).toMatchObject({
      authorization: 'Bearer 7|abc',
      'x-guest-cart-id': CART,
    })
  })

  it.each(['', 'not-a-uuid', `${CART}\r\nx: y`, `${CART}\n`])('refuses the guest cart %j', (guestCartId) => {
    expect(() => requestHeaders(aCall({ guestCartId }))).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    )
  })

  it.each(['', 'a b', 'a\r\nb', 'é', 'x'.repeat(129)])('refuses the request id %j', (requestId) => {
    expect(() => requestHeaders(aCall({ requestId }))).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    )
  })

  it.each(['', 'a b', 'a\r\nx: y'])('takes the token %j for invalid', (token) => {
    expect(() => requestHeaders(aCall({ token }))).toThrow(
      expect.objectContaining({ code: 'UNAUTHENTICATED' }),
    )
  })

  it('adds a signature, but lets nobody replace its own headers', () => {
    expect(read(requestHeaders(aCall(), { extra: { 'stripe-signature': 't=1,v1=ab' } }))).toMatchObject({
      'stripe-signature': 't=1,v1=ab',
    })
    for (const name of ['accept', 'authorization', 'content-type', 'host', 'Accept', 'x y', '__proto__']) {
      const extra = Object.fromEntries([[name, 'x']])
      expect(() => requestHeaders(aCall(), { extra })).toThrow('cannot be set')
    }
    expect(() => requestHeaders(aCall(), { extra: { 'x-a': 'b\nc' } })).toThrow()
  })
})
