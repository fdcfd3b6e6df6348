import { createHash, hkdfSync } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { EncryptJWT, jwtDecrypt } from 'jose'
import { createSealer, SealError } from './sealer.js'

const SECONDS = Date.UTC(2024, 6, 26) / 1000
const options = { secret: 'a secret of the test', purpose: 'test/1', now: () => SECONDS * 1000 }
const key = new Uint8Array(hkdfSync('sha256', options.secret, 'ticketing-gateway', options.purpose, 32))
const kid = createHash('sha256').update('kid').update(key).digest('base64url').slice(0, 12)
const header = { alg: 'dir', enc: 'A256GCM', kid }
const content = { exp: SECONDS + 60, text: 'Zoë, 日本, 🎫', list: [1, null, { deep: true }] }
const FILES = { audience: 'files' }
const claims = { ...content, iss: 'ticketing-gateway', aud: 'files' }
const withJose = (changed: object) =>
  new EncryptJWT({ ...claims, ...changed }).setProtectedHeader(header).encrypt(key)

/** Why it is refused. */
function refusal(sealed: string, of: Parameters<ReturnType<typeof createSealer>['open']>[1] = FILES): string {
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
    const { payload, protectedHeader } = await jwtDecrypt(sealer.seal(content, FILES), key, {
      currentDate: new Date(options.now()),
    })
    expect({ payload, protectedHeader }).toEqual({ payload: claims, protectedHeader: header })
    expect(sealer.open(await withJose({}), FILES)).toEqual(claims)
  })

  it('never seals the same twice', () => {
    const { seal } = createSealer(options)
    expect(new Set(Array.from({ length: 100 }, () => seal(content, FILES))).size).toBe(100)
  })

  it('takes no other header, not even one that jose would take', async () => {
    const others = [
      { ...header, kid: 'another' },
      { alg: 'dir', enc: 'A256GCM' },
      { ...header, typ: 'JWT' },
    ]
    for (const other of others) {
      const sealed = await new EncryptJWT(claims).setProtectedHeader(other).encrypt(key)
      expect(refusal(sealed)).toBe('not sealed with a key of ours')
    }
  })

  it('takes no tag, nor anything else, that was cut short', () => {
    const parts = createSealer(options).seal(content, FILES).split('.')
    for (const at of [2, 3, 4]) {
      const cut = parts.map((part, index) => (index === at ? part.slice(0, -4) : part))
      expect(refusal(cut.join('.'))).toMatch(/unreadable|changed/)
      const without = parts.map((part, index) => (index === at ? '' : part))
      expect(refusal(without.join('.'))).toBe('unreadable')
    }
    expect(refusal([...parts, 'AAAA'].join('.'))).toBe('unreadable')
    expect(refusal(parts.slice(0, 4).join('.'))).toBe('unreadable')
  })

  it('takes no claims for another audience or of another issuer', async () => {
    const { seal, open } = createSealer(options)
    expect(open(seal(content, FILES), FILES)).toEqual(claims)
    expect(refusal(seal(content, FILES), { audience: 'other' })).toBe('for another audience')
    for (const aud of [undefined, null, '', ['files'], { files: true }]) {
      expect(refusal(await withJose({ aud }))).toBe('for another audience')
    }
    for (const iss of [undefined, null, '', 'somebody', ['ticketing-gateway']]) {
      expect(refusal(await withJose({ iss }))).toBe('of another issuer')
    }
    // What is sealed names no issuer and no audience of its own.
    expect(open(seal({ ...content, iss: 'x', aud: 'x' }, FILES), FILES)).toEqual(claims)
  })

  it('takes no claims without an end, or after it', () => {
    const { seal, open } = createSealer(options)
    const patient = { ...FILES, toleranceSeconds: 5 }
    expect(refusal(seal({ text: 'endless' }, FILES))).toBe('without an end')
    expect(refusal(seal({ exp: SECONDS }, FILES))).toBe('expired')
    expect(open(seal({ exp: SECONDS - 4 }, FILES), patient).exp).toBe(SECONDS - 4)
    expect(refusal(seal({ exp: SECONDS - 5 }, FILES), patient)).toBe('expired')
  })

  it('seals with the first of several secrets, and opens with the one that the key id names', () => {
    const sealerOf = (secret: string) => createSealer({ ...options, secret })
    const [older, newer, both] = [sealerOf('older'), sealerOf('newer'), sealerOf('newer, older')]
    for (const one of [older, newer, both]) expect(both.open(one.seal(content, FILES), FILES)).toEqual(claims)
    expect(newer.open(both.seal(content, FILES), FILES)).toEqual(claims)
    expect(() => older.open(both.seal(content, FILES), FILES)).toThrow('not sealed with a key of ours')
    // The key id of one, the seal of the other.
    const [itsHeader = ''] = older.seal(content, FILES).split('.')
    const [, ...rest] = newer.seal(content, FILES).split('.')
    expect(() => both.open([itsHeader, ...rest].join('.'), FILES)).toThrow('changed')
  })
})
