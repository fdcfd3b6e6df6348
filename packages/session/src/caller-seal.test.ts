import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { createCallSeal } from './caller-seal.js'
import { tampered } from './tampering.js'
import { signedInCall } from './testing/sample-calls.js'
import { createSessionTokens } from './tokens.js'

const START = Date.UTC(2024, 6, 26)
const SECRET = 'shared by gateway and subgraphs'
const refusal = { code: 'UNAUTHENTICATED', publicMessage: 'This service answers its gateway only.' }
const request = { audience: 'ticketing', body: '{"query":"{ me { id } }"}' }

const call = signedInCall(
  { sessionId: null, role: 'EMPLOYEE' },
  {
    staffId: 'staff:7',
    guestCartId: '6f9c1a52-3a5e-4f0b-9d0e-2b3c4d5e6f70',
    language: 'fr',
    clientName: 'portal',
    clientAddress: '192.0.2.1',
    deadline: START + 10_000,
    publicUrl: 'http://127.0.0.1:4000',
  },
)

function setUp(secret = SECRET) {
  const clock = { time: START }
  return { clock, seal: createCallSeal({ secret, now: () => clock.time }) }
}

describe('createCallSeal', () => {
  it('carries the call to the other side, all but the signal', async () => {
    const { signal: _, ...facts } = call
    expect(await setUp().seal.open(await setUp().seal.seal(call, request), request)).toEqual(facts)
  })

  it('carries a guest with any body', async () => {
    const { seal } = setUp()
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (body) => {
        const sealed = await seal.seal({ ...call, caller: null }, { audience: 'a', body })
        expect((await seal.open(sealed, { audience: 'a', body })).caller).toBeNull()
      }),
      { numRuns: 30 },
    )
  })

  it('opens a seal once, also while it is opened twice at the same moment, and until it is old', async () => {
    const { clock, seal } = setUp()
    const [sealed, other] = [await seal.seal(call, request), await seal.seal(call, request)]
    const both = await Promise.allSettled([seal.open(sealed, request), seal.open(sealed, request)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(seal.open(sealed, request)).rejects.toMatchObject(refusal)
    expect((await seal.open(other, request)).requestId).toBe('r-1')
    for (const time of [29_999, 34_999, 36_000, 60_000]) {
      clock.time = START + time
      await expect(seal.open(sealed, request)).rejects.toMatchObject(refusal)
    }
  })

  it('is not used up by whoever sends it to another subgraph or with another body', async () => {
    const { seal } = setUp()
    const sealed = await seal.seal(call, request)
    await expect(seal.open(sealed, { ...request, audience: 'payments' })).rejects.toMatchObject(refusal)
    await expect(seal.open(sealed, { ...request, body: '{}' })).rejects.toMatchObject(refusal)
    expect((await seal.open(sealed, request)).language).toBe('fr')
  })

  it('opens what was sealed with any secret that it is given', async () => {
    const sealed = await setUp('the old one').seal.seal(call, request)
    expect((await setUp('the new one, the old one').seal.open(sealed, request)).requestId).toBe('r-1')
  })

  it('does not show the backend token', async () => {
    const sealed = await setUp().seal.seal(call, request)
    expect(Buffer.from(sealed.replaceAll('.', ''), 'base64url').toString('latin1')).not.toContain('abcdef')
    expect(sealed).not.toContain('abcdef')
  })

  it('refuses another audience, another body and another secret', async () => {
    const { seal } = setUp()
    const sealed = await seal.seal(call, request)
    await expect(seal.open(sealed, { ...request, audience: 'payments' })).rejects.toMatchObject(refusal)
    await expect(seal.open(sealed, { ...request, body: `${request.body} ` })).rejects.toMatchObject(refusal)
    await expect(setUp('another').seal.open(sealed, request)).rejects.toMatchObject(refusal)
  })

  it('refuses a session token although it was sealed with the same secret', async () => {
    const { seal } = setUp()
    const sid = '6f9c1a52-3a5e-4f0b-9d0e-2b3c4d5e6f70'
    const tokens = createSessionTokens({ secret: SECRET, now: () => START })
    const token = await tokens.seal({ sid, userId: 7, backendToken: 'x', exp: START / 1000 + 60 })
    await expect(seal.open(token, request)).rejects.toMatchObject(refusal)
    await expect(tokens.open(await seal.seal(call, request))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    })
  })

  it('is good for 30 s, and for 5 s more between differing clocks', async () => {
    const { clock, seal } = setUp()
    const sealed = await seal.seal(call, request)
    clock.time = START + 34_999
    expect((await seal.open(sealed, request)).requestId).toBe('r-1')
    clock.time = START + 35_000
    await expect(seal.open(sealed, request)).rejects.toMatchObject(refusal)
  })

  it('refuses a seal in which any one character was changed, and whatever is none', async () => {
    const { seal } = setUp()
    const sealed = await seal.seal(call, request)
    await fc.assert(
      fc.asyncProperty(tampered(sealed), async (changed) => {
        await expect(seal.open(changed, request)).rejects.toMatchObject(refusal)
      }),
    )
    for (const nothing of ['', 'null', '{}'])
      await expect(seal.open(nothing, request)).rejects.toMatchObject(refusal)
  })
})
