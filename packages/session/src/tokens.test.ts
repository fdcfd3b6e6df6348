import { hkdfSync, randomUUID } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { CompactEncrypt, EncryptJWT, SignJWT } from 'jose'
import { createSealer } from './sealer.js'
import { tampered } from './tampering.js'
import { createSessionTokens, looksSealed, type SessionTokenContent } from './tokens.js'

const START = Date.UTC(2024, 6, 26)
const RAW = `17|${'aB3'.repeat(16)}`
const refusal = {
  code: 'UNAUTHENTICATED',
  publicMessage: 'The session is invalid or has ended; sign in again.',
}

function setUp() {
  const clock = { time: START }
  const tokens = createSessionTokens({ secret: 'a secret of the test', now: () => clock.time })
  return { clock, tokens }
}

function content(): SessionTokenContent {
  return { sid: randomUUID(), userId: 7, backendToken: RAW, exp: START / 1000 + 60 }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

describe('createSessionTokens', () => {
  it('opens what it sealed and shows nothing of it outside', async () => {
    const { tokens } = setUp()
    const inside = content()
    const token = await tokens.seal(inside)
    expect(await tokens.open(token)).toEqual(inside)
    const visible = token.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'))
    expect(visible.join()).not.toMatch(new RegExp(`${inside.sid}|aB3aB3`))
    expect(JSON.parse(visible[0] ?? '')).toEqual({ alg: 'dir', enc: 'A256GCM', kid: expect.any(String) })
  })

  it('opens tokens of every secret that it is given, and seals with the first', async () => {
    const tokensOf = (secret: string) => createSessionTokens({ secret, now: () => START })
    const names = fc.uniqueArray(fc.stringMatching(/^[0-9a-f]{32,40}$/), { minLength: 2, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(names, async (secrets) => {
        const rotating = tokensOf(secrets.join(', '))
        for (const secret of secrets) {
          const inside = content()
          expect(await rotating.open(await tokensOf(secret).seal(inside))).toEqual(inside)
        }
        const token = await rotating.seal(content())
        const [first = '', ...others] = secrets
        expect((await tokensOf(first).open(token)).userId).toBe(7)
        for (const other of others) await expect(tokensOf(other).open(token)).rejects.toMatchObject(refusal)
      }),
      { numRuns: 20 },
    )
  })

  it('refuses what its own key sealed for another issuer or audience, or for none', async () => {
    const { tokens } = setUp()
    const { exp, ...claims } = content()
    const secret = 'a secret of the test'
    const sealer = createSealer({ secret, purpose: 'session-token/1', now: () => START })
    const token = sealer.seal({ exp, ...claims }, { audience: 'files' })
    const key = new Uint8Array(hkdfSync('sha256', secret, 'ticketing-gateway', 'session-token/1', 32))
    const header = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())
    const forge = (more: object) =>
      new EncryptJWT({ exp, ...claims, ...more }).setProtectedHeader(header).encrypt(key)
    const ours = { iss: 'ticketing-gateway', aud: 'sessions' }
    expect((await tokens.open(await forge(ours))).userId).toBe(7)
    const others = [{}, { iss: ours.iss }, { aud: ours.aud }, { ...ours, iss: 'x' }, { ...ours, aud: ['x'] }]
    for (const forged of [token, ...(await Promise.all(others.map(forge)))]) {
      await expect(tokens.open(forged)).rejects.toMatchObject(refusal)
    }
  })

  it('refuses a token of another secret', async () => {
    const other = createSessionTokens({ secret: 'another secret', now: () => START })
    await expect(setUp().tokens.open(await other.seal(content()))).rejects.toMatchObject(refusal)
  })

  it('refuses a token in which any one character was changed', async () => {
    const { tokens } = setUp()
    const token = await tokens.seal(content())
    await fc.assert(
      fc.asyncProperty(tampered(token), async (changed) => {
        await expect(tokens.open(changed)).rejects.toMatchObject(refusal)
      }),
    )
  })

  it('refuses whatever is no token at all', async () => {
    const { tokens } = setUp()
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        await expect(tokens.open(text)).rejects.toMatchObject(refusal)
      }),
    )
    await expect(tokens.open('a.b.c.d.e'.repeat(10_000))).rejects.toMatchObject(refusal)
  })

  it('refuses alg none, other algorithms and signed tokens, however well formed', async () => {
    const { tokens } = setUp()
    const claims = content()
    const [header = '', ...rest] = (await tokens.seal(claims)).split('.')
    const kid: unknown = JSON.parse(Buffer.from(header, 'base64url').toString()).kid
    const forged = [
      `${encode({ alg: 'none' })}.${encode(claims)}.`,
      `${encode({ alg: 'none', enc: 'A256GCM', kid })}..${rest.slice(1).join('.')}`,
      `${encode({ alg: 'none', enc: 'none', kid })}...${encode(claims)}.`,
      await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .sign(new TextEncoder().encode('a secret of the test')),
      await new CompactEncrypt(Buffer.from(JSON.stringify(claims)))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: String(kid) })
        .encrypt(new Uint8Array(32)),
    ]
    for (const token of forged) await expect(tokens.open(token)).rejects.toMatchObject(refusal)
  })

  it('refuses a token from the second of its expiry on', async () => {
    const { clock, tokens } = setUp()
    const token = await tokens.seal(content())
    clock.time += 59_999
    expect((await tokens.open(token)).userId).toBe(7)
    clock.time += 1
    await expect(tokens.open(token)).rejects.toMatchObject(refusal)
  })

  it('tells the operator why, without any part of the content', async () => {
    const { clock, tokens } = setUp()
    const token = await tokens.seal(content())
    clock.time += 3_600_000
    const error: unknown = await tokens.open(token).catch((error: unknown) => error)
    expect(String(error)).toContain('expired')
    expect(JSON.stringify([error, String(error), (error as Error).cause ?? null])).not.toContain('aB3aB3')
  })
})

describe('looksSealed', () => {
  it("tells a token of ours from the backend's own", async () => {
    expect(looksSealed(await setUp().tokens.seal(content()))).toBe(true)
    for (const other of [RAW, '', 'a.b.c', 'a.b.c.d.e.f', '....', `${RAW}.a.b.c.d`])
      expect(looksSealed(other)).toBe(false)
  })
})
