import { describe, expect, it } from '@jest/globals'
import { BACKEND_FIELD_TEXTS } from './backend-field-texts.js'
import { fieldTextsIn } from './field-texts.js'
import { fillTemplate } from './template.js'

const textIn = (language: 'en' | 'fr' | 'de', text: string) => {
  const { field } = fieldTextsIn({ field: [text] }, language) as { field: string[] }
  return field[0]
}

describe('the texts of fields', () => {
  it.each([
    ['The email field is required.', 'Ce champ est obligatoire.'],
    ['The translations.fr.product_details.places field must be at least 1.', 'La valeur minimale est 1.'],
    ['The password field must be at least 15 characters.', 'Il faut au moins 15 caractères.'],
    ['The email has already been taken.', 'Cette valeur est déjà utilisée.'],
    ['You can only refund up to 660.', 'Vous pouvez rembourser au plus 660.'],
    ['It must have at most 100 characters.', 'Il faut au plus 100 caractères.'],
  ])('know %j in French', (text, french) => {
    expect(textIn('fr', text)).toBe(french)
  })

  it('stay as they are in English, and where nobody knows them', () => {
    expect(textIn('en', 'The email field is required.')).toBe('The email field is required.')
    expect(textIn('de', 'The moon field must be full.')).toBe('The moon field must be full.')
  })

  it('leave alone what is no list of texts', () => {
    expect(fieldTextsIn({ a: 'It is missing.', b: [7] }, 'de')).toEqual({ a: 'It is missing.', b: [7] })
    expect(fieldTextsIn('It is missing.', 'de')).toBe('It is missing.')
    expect(fieldTextsIn(null, 'de')).toBe(null)
  })

  it.each(BACKEND_FIELD_TEXTS)('finds %j by its own form, and no other before it', (template, { fr, de }) => {
    const holes = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    const values = Object.fromEntries(holes.map((name, index) => [name, `${index + 2}`]))
    const text = fillTemplate(template, values)
    expect([textIn('fr', text), textIn('de', text)]).toEqual([
      fillTemplate(fr, values),
      fillTemplate(de, values),
    ])
    // What is said in place of it needs nothing that was not read, and drops no more than a field's name.
    for (const said of [fr, de]) {
      const used = [...said.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
      expect(holes).toEqual(expect.arrayContaining(used))
      expect([...used, 'field', 'again', 'other', 'condition']).toEqual(expect.arrayContaining(holes))
    }
  })
})
