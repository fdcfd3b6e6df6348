import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { aCall } from './tiny-backend.js'
import { toWireRequest } from './wire-request.js'

const limits = { now: () => 0, timeoutMs: 10, commandTimeoutMs: 30 }
const NOTHING = { type: null, body: null }

const asked = fc.record({
  product: fc.oneof(
    fc.integer({ min: 1, max: 12 }),
    fc.stringMatching(/^[a-z1 ]{1,3}$/).filter((id) => !/ /.test(id)),
  ),
  q: fc.constantFrom('', 'a', 'a b', 'en', '1|a', '&', 'é'),
  extra: fc.constantFrom<Readonly<Record<string, string>> | undefined>(
    undefined,
    { 'x-a': '1' },
    { 'x-a': '1', 'x-b': '2' },
    { 'x-b': '1' },
  ),
  public: fc.boolean(),
  language: fc.constantFrom('en' as const, 'fr' as const, 'de' as const),
  token: fc.constantFrom(null, '1|a', '1|ab', '12|a', 'en'),
  guestCartId: fc.constantFrom(null, '7c9e6679-7425-40de-944b-e07fc1f90ae7'),
})
type Asked = typeof asked extends fc.Arbitrary<infer T> ? T : never

function keyOf({ product, q, extra, public: isPublic, ...caller }: Asked): string | null {
  const request = {
    method: 'GET',
    route: '/api/products/{product}',
    params: { product },
    query: { q },
    public: isPublic,
    ...(extra === undefined ? {} : { headers: extra }),
  } as const
  return toWireRequest(request, NOTHING, aCall(caller), limits).flightKey
}

/** All that the backend is told. */
const told = (of: Asked) => ({
  ...of,
  product: String(of.product),
  ...(of.public ? { token: null, guestCartId: null } : {}),
  public: null,
})

describe('toWireRequest', () => {
  it('lets two GETs share an answer exactly when the backend is told the same', () => {
    fc.assert(
      fc.property(asked, asked, fc.boolean(), (one, another, alike) => {
        // Two at random are hardly ever alike.
        const other = alike ? { ...one, product: another.product, token: another.token } : another
        const same = JSON.stringify(told(one)) === JSON.stringify(told(other))
        expect(keyOf(one) === keyOf(other)).toBe(same)
      }),
      { numRuns: 2_000 },
    )
  })

  it('lets no command share anything', () => {
    const link = { method: 'GET', route: '/api/verify', changes: true } as const
    expect(toWireRequest(link, NOTHING, aCall(), limits).flightKey).toBeNull()
    const command = { method: 'POST', route: '/api/cart' } as const
    expect(toWireRequest(command, NOTHING, aCall(), limits).flightKey).toBeNull()
  })

  it('gives a command more time than a GET, and neither more than the call has', () => {
    const deadlineOf = (method: 'GET' | 'POST', deadline: number) =>
      toWireRequest({ method, route: '/api/cart' }, NOTHING, aCall({ deadline }), limits).deadline
    expect([deadlineOf('GET', 99), deadlineOf('POST', 99), deadlineOf('POST', 5)]).toEqual([10, 30, 5])
  })
})
