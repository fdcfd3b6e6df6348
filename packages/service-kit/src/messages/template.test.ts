import { describe, expect, it } from '@jest/globals'
import { fillTemplate, templateReader } from './template.js'

describe('a text with holes', () => {
  it('reads back what it was filled with', () => {
    const template = '{argument}.from is not after {argument}.to (at most {most}).'
    const values = { argument: 'created', most: '7' }
    expect(templateReader(template)(fillTemplate(template, values))).toEqual(values)
  })

  it('is not found in another text', () => {
    const read = templateReader('{a} and {a}.')
    expect(read('this and that.')).toBeNull()
    expect(read('this and thisX')).toBeNull()
  })

  it('leaves a hole without a value open', () => {
    expect(fillTemplate('{a} {b} {toString}', { a: 1 })).toBe('1 {b} {toString}')
  })
})
