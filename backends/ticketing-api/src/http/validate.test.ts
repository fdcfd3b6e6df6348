import { describe, expect, it } from '@jest/globals'
import { toInput } from './input.js'
import { Problem } from './problem.js'
import { boolean, exists, integer, max, min, nullable, oneOf, required, string } from './rules.js'
import { type Rules, validate } from './validate.js'

const errorsOf = async (sent: unknown, rules: Rules): Promise<unknown> => {
  try {
    await validate(toInput(sent), rules)
    return {}
  } catch (error) {
    return error instanceof Problem ? error.body.errors : error
  }
}

describe('the rules of a field', () => {
  it('are skipped where nothing was sent, and after "required" failed', async () => {
    expect(await errorsOf({}, { a: [string, min(3)] })).toEqual({})
    expect(await errorsOf({ a: '  ' }, { a: [required, string, min(3)] })).toEqual({
      a: ['The a field is required.'],
    })
  })

  it('take emptied text for null, which only "nullable" lets through', async () => {
    expect(await errorsOf({ a: '' }, { a: [string] })).toEqual({ a: ['The a field must be a string.'] })
    expect(await errorsOf({ a: '' }, { a: [nullable, string] })).toEqual({})
  })

  it('measure numbers by value, text by length', async () => {
    const rules = { a_b: [integer, min(5)], c: [string, max(2)] }
    expect(await errorsOf({ a_b: '4', c: 'abc' }, rules)).toEqual({
      a_b: ['The a b field must be at least 5.'],
      c: ['The c field must not be greater than 2 characters.'],
    })
    expect(await errorsOf({ a_b: '5', c: 'éé' }, rules)).toEqual({})
  })

  it('ask the database only when nothing else is wrong', async () => {
    const never = exists(() => Promise.reject(new Error('asked')))
    expect(await errorsOf({ a: 'x' }, { a: [integer, never] })).toEqual({
      a: ['The a field must be an integer.'],
    })
  })

  it('take 0, 1, "0" and "1" for yes and no', async () => {
    for (const a of [true, false, 0, 1, '0', '1']) expect(await errorsOf({ a }, { a: [boolean] })).toEqual({})
    expect(await errorsOf({ a: 'true' }, { a: [boolean] })).toEqual({
      a: ['The a field must be true or false.'],
    })
  })

  it('reach into nested input by dotted keys', async () => {
    expect(await errorsOf({ a: { b_c: 'x' } }, { 'a.b_c': [oneOf('y')] })).toEqual({
      'a.b_c': ['The selected a.b_c is invalid.'],
    })
  })
})
