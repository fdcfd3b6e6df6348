import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { ProductFacts, ProductId } from '../backend/product-record.js'
import { LANGUAGES, toEdits, withEdits } from './product-content.rules.js'

const word = fc.stringMatching(/^[a-zé]{1,20}$/)
const texts = { name: word, description: word, category: word, location: word, startsAtText: word }
const content = fc.record({
  ...texts,
  date: fc.constant('2024-08-09'),
  places: fc.integer({ min: 1, max: 9 }),
})
const facts = content.map((said): ProductFacts => ({ ...said, id: 3 as ProductId, imageFile: 'a.jpg' }))
const product = fc.record({ en: facts, fr: facts, de: facts })
const edit = fc.record(texts, { requiredKeys: [] })
const edits = fc.record({ en: edit, fr: edit, de: edit }, { requiredKeys: [] })

describe('edits of a product', () => {
  it('change what is given, language by language, and nothing else', () => {
    fc.assert(
      fc.property(product, edits, (current, given) => {
        const after = withEdits(current, toEdits({ places: 7, translations: given }))
        for (const language of LANGUAGES) {
          const { id: _id, imageFile: _imageFile, ...before } = current[language]
          expect(after[language]).toEqual({ ...before, ...given[language], places: 7 })
        }
      }),
    )
  })

  it('name the language and the part that is missing', () => {
    const [current] = fc.sample(product, 1)
    if (current === undefined) throw new Error('no sample')
    const bare = { ...current, fr: { ...current.fr, location: null } }
    expect(() => withEdits(bare, toEdits({ places: 1 }))).toThrow('translations.fr.location is missing')
    const given = toEdits({ translations: { fr: { location: 'Lille' } } })
    expect(withEdits(bare, given).fr.location).toBe('Lille')
  })

  it('are refused with what no text has', () => {
    for (const name of ['a\0b', 'half a \ud83d', '\udca9']) {
      expect(() => toEdits({ translations: { de: { name } } })).toThrow('translations.de.name')
    }
    expect(toEdits({ translations: { de: { name: '🎾 & <b>' } } }).de.name).toBe('🎾 & <b>')
  })

  it('are refused where there are none', () => {
    for (const none of [{}, { translations: {} }, { translations: { en: { name: null } } }]) {
      expect(() => toEdits(none)).toThrow('something to change')
    }
  })
})
