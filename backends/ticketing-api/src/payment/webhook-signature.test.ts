import { createHmac } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { signatureHolds } from './webhook-signature.js'

const now = new Date('2024-07-26T12:00:00Z')
const seconds = now.getTime() / 1000
const sign = (time: number, payload: Buffer, secret: string): string =>
  createHmac('sha256', secret).update(`${time}.`).update(payload).digest('hex')

describe('a webhook signature', () => {
  it('holds for exactly the bytes and the secret it was made with', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 64 })
    fc.assert(
      fc.property(bytes, bytes, fc.string({ minLength: 1 }), (a, b, secret) => {
        const header = `t=${seconds},v1=${sign(seconds, Buffer.from(a), secret)}`
        const same = Buffer.from(a).equals(Buffer.from(b))
        expect(signatureHolds(header, Buffer.from(b), secret, now)).toBe(same)
        expect(signatureHolds(header, Buffer.from(a), `${secret}x`, now)).toBe(false)
      }),
    )
  })

  it('may stand among others, and is too old after 300 seconds', () => {
    const payload = Buffer.from('{}')
    const at = (time: number) => `t=${time},v1=00,v0=x,v1=${sign(time, payload, 's')}`
    expect(signatureHolds(at(seconds - 300), payload, 's', now)).toBe(true)
    expect(signatureHolds(at(seconds - 301), payload, 's', now)).toBe(false)
  })

  it('is never made out of nonsense', () => {
    fc.assert(fc.property(fc.string(), (header) => !signatureHolds(header, Buffer.from('{}'), 's', now)))
  })
})
