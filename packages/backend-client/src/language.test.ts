import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { LANGUAGES, reduceLanguage } from './language.js'

describe('reduceLanguage', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['fr', 'fr'],
    ['FR', 'fr'],
    ['fr-CA', 'fr'],
    ['de-AT, fr;q=0.9', 'de'],
    ['de;q=0.9,en', 'en'],
    ['es, fr;q=0.5', 'fr'],
    ['en;q=0.2, fr;q=0.8, de;q=0.8', 'fr'],
    ['fr;q=0, de;q=0.1', 'de'],
    ['fr;q=0', 'en'],
    ['fr;q=zwei, de;q=0.3', 'de'],
    ['*', 'en'],
    ['french', 'en'],
  ])('reduces %j to %s', (header, language) => {
    expect(reduceLanguage(header)).toBe(language)
  })

  it('answers one of the three, whatever the header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (header) => LANGUAGES.includes(reduceLanguage(header))),
    )
  })
})
