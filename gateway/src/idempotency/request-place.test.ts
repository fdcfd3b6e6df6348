import { describe, expect, it } from '@jest/globals'
import { derivedKeys } from '@ticketing/session'
import fc from 'fast-check'
import { requestContent } from './request-content.js'
import { type KeyedRequest, toRequestPlace } from './request-place.js'

const UUID = '0b6f9a52-5c0d-4b6d-9a57-6f1f7f0f3c11'
const OLD = 'o'.repeat(32)
const NEW = 'n'.repeat(32)
const keysOf = (secret: string) => derivedKeys(secret, 'test')
const placeOf = (request: Partial<KeyedRequest>, secret = OLD) =>
  toRequestPlace({ key: UUID, person: null, content: 'a', ...request }, keysOf(secret))

/** The same value with the keys of all its objects the other way round. */
const reversed = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(reversed)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, child]) => [key, reversed(child)]),
        )
      : value

describe('what a request asks', () => {
  const asked = { query: '{ a }', operationName: null, variables: {} }
  const json = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })) as fc.Arbitrary<
    Record<string, unknown>
  >

  it('does not depend on the order of its variables', () => {
    fc.assert(
      fc.property(json, (variables) => {
        const other = reversed(variables) as Record<string, unknown>
        expect(requestContent({ ...asked, variables: other })).toBe(requestContent({ ...asked, variables }))
      }),
    )
  })

  it('differs with each value, the document, and the name of the operation', () => {
    const texts = [
      asked,
      { ...asked, query: '{ b }' },
      { ...asked, operationName: 'A' },
      { ...asked, variables: { a: ['1', '2'] } },
      { ...asked, variables: { a: ['2', '1'] } },
      { ...asked, variables: { a: ['12'] } },
    ].map(requestContent)
    expect(new Set(texts).size).toBe(texts.length)
  })

  it('is refused where its variables are nested too deeply', () => {
    const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000))
    expect(() => requestContent({ ...asked, variables: { deep } })).toThrow(/nested too deeply/)
  })
})

describe('where an answer is kept', () => {
  it('is the same for all that a person asks under a key, with a mark of what was asked', () => {
    const one = placeOf({ person: 'user:7' })
    const other = placeOf({ person: 'user:7', content: 'b' })
    expect(other.scopes).toEqual(one.scopes)
    expect(other.fingerprints).not.toEqual(one.fingerprints)
    expect(placeOf({ person: 'guest:7' }).scopes).not.toEqual(one.scopes)
  })

  it('is another one for everything that is asked where it could be anybody', () => {
    expect(placeOf({ content: 'b' }).scopes).not.toEqual(placeOf({}).scopes)
  })

  it('shows nothing of what was asked to whoever has not the secret', () => {
    expect(placeOf({}, NEW).fingerprints).not.toEqual(placeOf({}, OLD).fingerprints)
    expect(placeOf({}, NEW).scopes).not.toEqual(placeOf({}, OLD).scopes)
  })

  it('is found again while a secret is being changed', () => {
    const before = placeOf({})
    const after = placeOf({}, `${NEW},${OLD}`)
    expect(after.scopes).toContain(before.scopes[0])
    expect(after.fingerprints).toContainEqual(before.fingerprints[0])
    expect(after.scopes[0]).toBe(placeOf({}, NEW).scopes[0])
  })
})
