import { randomUUID } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { sampleAsker } from '../testing/index.js'
import { correlationOf } from './correlation.js'

const never = () => {
  throw new Error('It is a request')
}

describe('a correlation', () => {
  it('is a UUID that all commands of one request by one actor share, whatever names them', () => {
    const one = correlationOf(sampleAsker, never)
    expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(correlationOf({ ...sampleAsker, client: 'another', traceparent: 'x' }, never)).toBe(one)
  })

  it('is never shared by two actors, though they send the same id, nor by two requests', () => {
    const askers = [
      sampleAsker,
      { ...sampleAsker, requestId: 'another' },
      { ...sampleAsker, actor: { id: '8', role: 'USER' } },
      { ...sampleAsker, actor: { id: '7', role: 'SYSTEM' } },
      { ...sampleAsker, actor: { id: null, role: 'GUEST' } },
      { ...sampleAsker, actor: { id: null, role: 'ADMIN' } },
    ] as const
    expect(new Set(askers.map((asker) => correlationOf(asker, never))).size).toBe(askers.length)
  })

  it('is a new one for what has no request', () => {
    const id = randomUUID()
    expect(correlationOf({ ...sampleAsker, requestId: null }, () => id)).toBe(id)
  })
})
