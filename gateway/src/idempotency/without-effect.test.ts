import { describe, expect, it } from '@jest/globals'
import { hadNoEffect, type ToldAnswer } from './without-effect.js'

const error = (path: (string | number)[] | undefined, extensions: object = {}) => ({
  message: 'x',
  ...(path ? { path } : {}),
  extensions: { code: 'CONFLICT', retryable: true, ...extensions },
})

const cases: readonly (readonly [string, ToldAnswer, readonly string[], boolean])[] = [
  ['a success', { data: { a: { id: 1 } } }, ['a'], false],
  ['false', { data: { a: false } }, ['a'], false],
  ['a null that is the answer', { data: { a: null } }, ['a'], false],
  ['a failure that may be tried again', { data: { a: null }, errors: [error(['a'])] }, ['a'], true],
  ['one without any data', { data: null, errors: [error(['a'])] }, ['a'], true],
  [
    'a failure for good',
    { data: { a: null }, errors: [error(['a'], { code: 'NOT_FOUND', retryable: false })] },
    ['a'],
    false,
  ],
  [
    'an unknown outcome',
    { data: { a: null }, errors: [error(['a'], { outcomeUnknown: true })] },
    ['a'],
    false,
  ],
  [
    'one that was carried out',
    { data: { a: null }, errors: [error(['a'], { carriedOut: true })] },
    ['a'],
    false,
  ],
  ['an error from below', { data: { a: null }, errors: [error(['a', 'price'])] }, ['a'], false],
  [
    'an error of its own and one from below',
    { data: { a: null }, errors: [error(['a']), error(['a', 'price'])] },
    ['a'],
    false,
  ],
  ['data in spite of an error', { data: { a: {} }, errors: [error(['a'])] }, ['a'], false],
  ['an error of nowhere', { data: { a: null }, errors: [error(undefined)] }, ['a'], false],
  [
    'two errors of which one may not be tried again',
    { data: { a: null }, errors: [error(['a']), error(['a'], { retryable: false })] },
    ['a'],
    false,
  ],
  ['one failure beside a success', { data: { a: null, b: 1 }, errors: [error(['a'])] }, ['a', 'b'], false],
  [
    'a success before a failure that takes all data away',
    { data: null, errors: [error(['b'])] },
    ['a', 'b'],
    false,
  ],
  [
    'two failures that may be tried again',
    { data: { a: null, b: null }, errors: [error(['a']), error(['b'])] },
    ['a', 'b'],
    true,
  ],
  [
    'a failure beside a name of a type and a refused field',
    {
      data: { t: 'Mutation', a: null, c: null },
      errors: [error(['a']), error(['c'], { code: 'FORBIDDEN', retryable: false })],
    },
    ['a'],
    true,
  ],
  ['nothing but refused fields', { data: { c: null }, errors: [error(['c'])] }, [], true],
]

describe('the key of an answer', () => {
  it.each(cases)('with %s: %#', (_what, told, commands, isFree) => {
    expect(hadNoEffect(told, commands)).toBe(isFree)
  })
})
