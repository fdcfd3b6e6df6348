import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { createOutsideTokens, looksSigned } from './outside-tokens.js'
import { tampered } from './tampering.js'

const SECONDS = Date.UTC(2024, 6, 26) / 1000
const ISSUER = 'https://login.example'
const AUDIENCE = 'ticketing'
const CLAIMS = { sub: 'anna', iss: ISSUER, aud: AUDIENCE, exp: SECONDS + 60, roles: ['admin'] }
const refusal = { code: 'UNAUTHENTICATED' }

const pairs = {
  RS256: await generateKeyPair('RS256'),
  ES256: await generateKeyPair('ES256'),
  EdDSA: await generateKeyPair('EdDSA'),
}
type Algorithm = keyof typeof pairs
const keys = await Promise.all(
  Object.entries(pairs).map(async ([alg, { publicKey }]) => ({
    ...(await exportJWK(publicKey)),
    alg,
    kid: alg,
  })),
)
const sign = (claims: JWTPayload, alg: Algorithm = 'ES256', kid: string = alg) =>
  new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(pairs[alg].privateKey)

let provider: Server
let url: string
let asked: number
let status: number
beforeEach(async () => {
  asked = 0
  status = 200
  provider = createServer((_request, response) => {
    asked += 1
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }))
  }).listen(0, '127.0.0.1')
  await once(provider, 'listening')
  url = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/keys`
})
afterEach(() => {
  provider.close()
  provider.closeAllConnections()
})

const opener = () =>
  createOutsideTokens({ jwksUrl: url, issuer: ISSUER, audience: AUDIENCE, now: () => SECONDS * 1000 })
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe("an identity provider's token", () => {
  it.each(['RS256', 'ES256', 'EdDSA'] as const)('names a person and a role, signed with %s', async (alg) => {
    expect(await opener().open(await sign(CLAIMS, alg))).toEqual({ subject: 'anna', role: 'ADMIN' })
  })

  it.each([
    [{ roles: ['employee'] }, 'EMPLOYEE'],
    [{ roles: ['employee', 'Admin'] }, 'ADMIN'],
    [{ roles: 'ticketing:employee' }, 'EMPLOYEE'],
    [{ roles: undefined, scope: 'openid role:ADMIN' }, 'ADMIN'],
    [{ roles: undefined, scp: ['openid', 'ticketing:admin'] }, 'ADMIN'],
  ])('with %j is %s', async (claims, role) => {
    expect((await opener().open(await sign({ ...CLAIMS, ...claims }))).role).toBe(role)
  })

  it.each([
    [{ roles: [] }],
    [{ roles: undefined }],
    [{ roles: ['user', 'administrator', 'constructor', 7, null] }],
    [{ roles: { admin: true } }],
    [{ roles: undefined, scope: 'admin:read openid' }],
  ])('is FORBIDDEN with %j: it gives no role', async (claims) => {
    const token = await sign({ ...CLAIMS, ...claims })
    await expect(opener().open(token)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it.each([
    ['another issuer', { iss: 'https://other.example' }],
    ['another audience', { aud: ['shop'] }],
    ['no issuer', { iss: undefined }],
    ['no audience', { aud: undefined }],
    ['no end', { exp: undefined }],
    ['an end that is past', { exp: SECONDS - 6 }],
    ['a beginning to come', { nbf: SECONDS + 60 }],
    ['nobody in it', { sub: undefined }],
  ])('is UNAUTHENTICATED with %s', async (_what, claims) => {
    await expect(opener().open(await sign({ ...CLAIMS, ...claims }))).rejects.toMatchObject(refusal)
  })

  it('is UNAUTHENTICATED without a signature, or with one that anybody can make', async () => {
    const stranger = await generateKeyPair('ES256')
    const secret = new TextEncoder().encode(JSON.stringify(keys[1]))
    const strange = new SignJWT(CLAIMS).setProtectedHeader({ alg: 'ES256', kid: 'ES256' })
    const forged = [
      `${part({ alg: 'none' })}.${part(CLAIMS)}.`,
      `${part({ alg: 'none', kid: 'ES256' })}.${part(CLAIMS)}.c2ln`,
      await new SignJWT(CLAIMS).setProtectedHeader({ alg: 'HS256', kid: 'ES256' }).sign(secret),
      await strange.sign(stranger.privateKey),
      await sign(CLAIMS, 'ES256', 'RS256'),
    ]
    const tokens = opener()
    for (const token of forged) await expect(tokens.open(token)).rejects.toMatchObject(refusal)
  })

  it('is UNAUTHENTICATED with any one character changed', async () => {
    const [tokens, token] = [opener(), await sign(CLAIMS)]
    await fc.assert(
      fc.asyncProperty(tampered(token), async (changed) => {
        await expect(tokens.open(changed)).rejects.toMatchObject(refusal)
      }),
      { numRuns: 50 },
    )
  })

  it('lets nobody make us ask for keys again and again', async () => {
    const tokens = opener()
    await tokens.open(await sign(CLAIMS))
    for (const kid of ['a', 'b', 'c']) {
      await expect(tokens.open(await sign(CLAIMS, 'ES256', kid))).rejects.toMatchObject(refusal)
    }
    expect(asked).toBe(1)
  })

  it('is SERVICE_UNAVAILABLE, and no fault of the token, while the keys cannot be had', async () => {
    status = 500
    const token = await sign(CLAIMS)
    await expect(opener().open(token)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    provider.close()
    provider.closeAllConnections()
    await expect(opener().open(token)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
  })

  it('tells the operator why it was refused, and nothing of what is in it', async () => {
    const fault: unknown = await opener()
      .open(await sign({ ...CLAIMS, exp: SECONDS - 60 }))
      .catch((error: unknown) => error)
    expect(String(fault)).toContain('ERR_JWT_EXPIRED')
    expect(JSON.stringify([fault, String(fault), (fault as Error).cause ?? null])).not.toContain('anna')
  })
})

describe('looksSigned', () => {
  it("tells a signed token from ours and the backend's", async () => {
    expect(looksSigned(await sign(CLAIMS))).toBe(true)
    for (const other of ['a.b.c.d.e', '1|abc', 'a.b', '', '..', 'a b.c.d'])
      expect(looksSigned(other)).toBe(false)
  })
})
