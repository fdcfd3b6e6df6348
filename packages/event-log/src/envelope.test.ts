import { randomUUID } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { canonicalJson } from './canonical-json.js'
import { toEnvelope, toRecordedEvent } from './envelope.js'
import { sampleContext, sampleEvent, sampleSignIn } from './testing/index.js'

const place = { stream: 'session:1', source: '/ticketing' }
const row = (envelope: string) => ({
  envelope,
  version: '1',
  recorded_at: new Date(0),
  hash: Buffer.alloc(32),
  position: null,
})

describe('toEnvelope', () => {
  it('writes a CloudEvent 1.0 in canonical form, without what is not known', () => {
    const event = sampleSignIn()
    const envelope = toEnvelope(event, place)
    expect(JSON.parse(envelope)).toEqual({
      specversion: '1.0',
      id: event.id,
      source: '/ticketing',
      type: 'SignedIn',
      subject: 'session:1',
      time: event.occurredAt.toISOString(),
      datacontenttype: 'application/json',
      data: event.data,
      actorid: '7',
      actorrole: 'USER',
      clientname: 'tests',
      correlationid: event.context.correlationId,
    })
    expect(envelope).toBe(canonicalJson(JSON.parse(envelope)))
  })

  it('names its attributes as CloudEvents asks: lower-case letters and digits, up to 20', () => {
    const everything = sampleContext({
      requestId: 'r',
      traceparent: 't',
      causationId: randomUUID(),
      observedAt: new Date(),
    })
    const names = Object.keys(JSON.parse(toEnvelope({ ...sampleSignIn(), context: everything }, place)))
    expect(names).toHaveLength(16)
    for (const name of names) expect(name).toMatch(/^[a-z0-9]{1,20}$/)
  })

  it('leaves out what the type does not know', () => {
    const more = { user: '7', session: 's', email: 'somebody@example.test' }
    expect(toEnvelope(sampleEvent('SignedIn', more), place)).not.toContain('example.test')
  })

  it('refuses data that is not of the type', () => {
    expect(() => toEnvelope(sampleEvent('SignedIn', { user: '', session: 's' }), place)).toThrow('user')
  })
})

describe('toRecordedEvent', () => {
  it('gives back what was written', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 })
    const maybe = fc.option(text)
    const moment = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
    const actor = fc.record({
      id: maybe,
      role: fc.constantFrom('GUEST', 'USER', 'EMPLOYEE', 'ADMIN', 'SYSTEM'),
    })
    // As JSON tells them; zod leaves a property named __proto__ out.
    const argumentsOf = fc
      .dictionary(text, fc.jsonValue())
      .map((content) => JSON.stringify(content))
      .filter((content) => !content.includes('__proto__'))
      .map((content) => JSON.parse(content))
    const event = fc.record({
      id: fc.uuid(),
      type: fc.constant('CommandIntended' as const),
      data: fc.record({
        command: text,
        arguments: argumentsOf,
        patienceMs: fc.integer({ min: 1, max: 600_000 }),
      }),
      occurredAt: moment,
      context: fc.record({
        actor,
        client: maybe,
        requestId: maybe,
        traceparent: maybe,
        causationId: maybe,
        correlationId: text,
        observedAt: fc.option(moment),
      }),
    })
    fc.assert(
      fc.property(event, (given) => {
        const { version, position, recordedAt, hash, stream, ...read } = toRecordedEvent(
          row(toEnvelope(given, place)),
        )
        expect(read).toEqual(given)
        expect({ version, position, stream }).toEqual({ version: 1, position: null, stream: 'session:1' })
      }),
    )
  })

  it('gives types and data that it does not know as they stand', () => {
    const envelope = JSON.parse(toEnvelope(sampleSignIn(), place))
    const newer = { ...envelope, type: 'TicketGilded', data: { gold: true } }
    expect(toRecordedEvent(row(canonicalJson(newer)))).toMatchObject({
      type: 'TicketGilded',
      data: { gold: true },
    })
    const other = { ...envelope, data: { user: 7 } }
    expect(toRecordedEvent(row(canonicalJson(other)))).toMatchObject({ type: 'SignedIn', data: { user: 7 } })
  })
})
