import { describe, expect, it } from '@jest/globals'
import { CodedError } from './errors.js'

const EMPTY = '{argument} is 0 or more.'

describe('a coded error', () => {
  it('reads in English, with its holes filled, to whoever asks for no language', () => {
    const error = new CodedError('BAD_USER_INPUT', EMPTY, { values: { argument: 'stock' } })
    expect(error.publicMessage).toBe('stock is 0 or more.')
    expect(error.message).toBe('stock is 0 or more.')
    expect(error.template).toBe(EMPTY)
  })

  it('reads in the language asked for', () => {
    const error = new CodedError('BAD_USER_INPUT', EMPTY, { values: { argument: 'stock' } })
    expect(error.messageIn('en')).toBe('stock is 0 or more.')
    expect(error.messageIn('fr')).toBe('stock doit valoir 0 ou plus.')
    expect(error.messageIn('de')).toBe('stock muss 0 oder mehr sein.')
  })

  it.each(['A text of nobody.', 'toString', '__proto__', 'A {hole} of nobody.'])(
    'reads in English where %j has no translation',
    (text) => {
      expect(new CodedError('CONFLICT', text).messageIn('fr')).toBe(text)
    },
  )

  it('puts values in as they are, whatever they look like', () => {
    const error = new CodedError('BAD_USER_INPUT', EMPTY, { values: { argument: '$& {argument}' } })
    expect(error.messageIn('fr')).toBe('$& {argument} doit valoir 0 ou plus.')
  })

  it('keeps what operators read apart', () => {
    const error = new CodedError('CONFLICT', EMPTY, { operatorMessage: 'row 7', values: { argument: 'x' } })
    expect(error.message).toBe('row 7')
    expect(error.publicMessage).toBe('x is 0 or more.')
  })

  it('says its fields in the language, and nothing else of its extensions', () => {
    const extensions = { fields: { name: ['It must not be empty.'] }, reason: 'It must not be empty.' }
    const error = new CodedError('BAD_USER_INPUT', EMPTY, { extensions })
    expect(error.extensionsIn('en')).toEqual(extensions)
    expect(error.extensionsIn('de')).toEqual({
      ...extensions,
      fields: { name: ['Dieses Feld darf nicht leer sein.'] },
    })
    expect(error.extensions).toBe(extensions)
  })
})
