import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { anyRequest, nulls, plain, SOUND } from '../testing/any-request.js'
import { frozenFetch, librarySchema, ourAnswer, stockAnswer } from '../testing/library.js'
import { pick, referenceAnswer, type World } from '../testing/three-subgraphs.js'

const RUNS = 50

const faults = fc.constantFrom(0, 0, 5, 20)
const world = fc.record({ seed: fc.nat(), faults })

describe('our executor', () => {
  it('gives the data and the errors that one schema without federation would give', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, world, async (request, facts) => {
        const here: World = { ...facts, sound: SOUND }
        const ours = await ourAnswer(request, frozenFetch(here))
        const expected = referenceAnswer(here, librarySchema, request)
        expect(plain(ours.data)).toEqual(plain(expected.data))
        // Every null that has a reason there has one here, and every error here is of a null.
        expect(nulls(ours.data, ours.errors)).toEqual(nulls(expected.data, expected.errors))
      }),
      { numRuns: RUNS },
    )
  })

  it('gives the data that stock execution gives, subgraphs down included, and loses no error of theirs', async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, world, fc.nat({ max: 9 }), async (asked, facts, down) => {
        // Stock reads a field's nullability from the interface, not from the object's own type.
        const exploded = asked.document.includes('blurb')
        const here = exploded ? { ...facts, sound: new Set(['Book.blurb']) } : facts
        const isDown = (service: string) =>
          pick(10, down, service) === 0 && !(exploded && service === 'reviews')
        const fetch = frozenFetch(here, isDown)
        const ours = await ourAnswer(asked, fetch)
        const stock = await stockAnswer(asked, fetch)
        expect(plain(ours.data)).toEqual(plain(stock.data))
        const said = new Set(ours.errors?.map(({ message }) => message))
        expect([...said]).toEqual(expect.arrayContaining((stock.errors ?? []).map(({ message }) => message)))
      }),
      { numRuns: RUNS },
    )
  })
})
