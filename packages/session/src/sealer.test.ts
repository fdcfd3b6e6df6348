import { createHash, hkdfSync } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { EncryptJWT, jwtDecrypt } from 'jose'
import { createSealer, SealError } from './sealer.js'

const SECONDS = Date.UTC(2024, 6, 26) / 1000
const options = { secret: 'a secret of the test', purpose: 'test/1', now: () => SECONDS * 1000 }
const key = new Uint8Array(hkdfSync('sha256', options.secret, 'ticketing-gateway', options.purpose, 32))
const kid = createHash('sha256').update('kid').update(key).digest('base64url').slice(0, 12)
const header = { alg: 'dir', enc: 'A256GCM', kid }
const claims = { exp: SECONDS + 60, aud: 'files', text: 'Zoë, 日本, 🎫', list: [1, null, { deep: true }] }

/** Why it is refused. */
function refusal(sealed: string, of: Parameters<ReturnType<typeof createSealer>['open']>[1] = {}): string {
  try {
    createSealer(options).open(sealed, of)
  } catch (error) {
    if (error instanceof SealError) return error.message
  }
  throw new Error('opened')
}

describe('createSealer', () => {
  it('writes what jose reads, and reads what jose writes', async () => {
    const sealer = createSealer(options)
    const { payload, protectedHeader } = await jwtDecrypt(sealer.seal(claims), key, {
      currentDate: new Date(options.now()),
    })
    expect({ payload, protectedHeader }).toEqual({ payload: claims, protectedHeader: header })
    expect(sealer.open(await new EncryptJWT(claims).setProtectedHeader(header).encrypt(key))).toEqual(claims)
  })

  it('never seals the same twice', () => {
    const { seal } = createSealer(options)
    expect(new Set(Array.from({ length: 100 }, () => seal(claims))).size).toBe(100)
  })

  it('takes no other header, not even one that jose would take', async () => {
    const others = [
      { ...header, kid: 'another' },
      { alg: 'dir', enc: 'A256GCM' },
      { ...header, typ: 'JWT' },
    ]
    for (const other of others) {
      const sealed = await new EncryptJWT(claims).setProtectedHeader(other).encrypt(key)
      expect(refusal(sealed)).toBe('not sealed with this key')
    }
  })

  it('takes no tag, nor anything else, that was cut short', () => {
    const parts = createSealer(options).seal(claims).split('.')
    for (const at of [2, 3, 4]) {
      const cut = parts.map((part, index) => (index === at ? part.slice(0, -4) : part))
      expect(refusal(cut.join('.'))).toMatch(/unreadable|changed/)
      const without = parts.map((part, index) => (index === at ? '' : part))
      expect(refusal(without.join('.'))).toBe('unreadable')
    }
    expect(refusal([...parts, 'AAAA'].join('.'))).toBe('unreadable')
    expect(refusal(parts.slice(0, 4).join('.'))).toBe('unreadable')
  })

  it('takes no claims for another audience, without an end, or after it', () => {
    const { seal, open } = createSealer(options)
    expect(open(seal(claims), { audience: 'files' })).toEqual(claims)
    expect(refusal(seal(claims), { audience: 'other' })).toBe('for another audience')
    expect(refusal(seal({ exp: claims.exp }), { audience: 'files' })).toBe('for another audience')
    expect(refusal(seal({ aud: 'files' }))).toBe('without an end')
    expect(refusal(seal({ exp: SECONDS }))).toBe('expired')
    expect(open(seal({ exp: SECONDS - 4 }), { toleranceSeconds: 5 })).toEqual({ exp: SECONDS - 4 })
    expect(refusal(seal({ exp: SECONDS - 5 }), { toleranceSeconds: 5 })).toBe('expired')
  })
})
