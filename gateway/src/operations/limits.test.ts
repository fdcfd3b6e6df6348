import { describe, expect, it } from '@jest/globals'
import { CodedError } from '@ticketing/service-kit'
import { buildSchema, getIntrospectionQuery, validate } from 'graphql'
import { librarySchema } from '../testing/library.js'
import { type SelectedOperation, selectOperation, toDocument } from './select-operation.js'
import { checkShape } from './shape-limits.js'
import { checkTypedFields } from './type-limits.js'

const limits = { depth: 6, nesting: 20, rootFields: 3, fields: 30, aliases: 5 }

const found = (check: () => void): unknown => {
  try {
    check()
    return null
  } catch (fault) {
    if (fault instanceof CodedError) return [fault.code, fault.publicMessage]
    throw fault
  }
}
const refusal = (text: string, within = limits) =>
  found(() => checkShape(selectOperation(text, null), within))
const repeat = (count: number, of: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => of(i)).join(' ')

describe('the shape of an operation', () => {
  it('is let through as real clients write it', () => {
    expect(refusal('{ me { name tickets(first: 100) { totalCount nodes { id } } } }')).toBeNull()
    expect(found(() => checkShape(selectOperation(getIntrospectionQuery(), null)))).toBeNull()
  })

  it.each([
    ['depth', '{ a { b { c { d { e { f { g } } } } } } }', /nested too deeply \(7, at most 6\)/],
    [
      'depth in fragments',
      '{ a { ...F } } fragment F on A { b { c { ...G } } } fragment G on A { d { e { f { g } } } }',
      /too deeply \(7/,
    ],
    [
      'nesting of fragments',
      `{ ${'... { '.repeat(25)} a ${'}'.repeat(25)} }`,
      /too deeply \(26, at most 20\)/,
    ],
    ['root fields', '{ a b ... { c ...F } } fragment F on Query { d }', /at its root \(4, at most 3\)/],
    ['fields', `{ a { ${repeat(30, (i) => `f${i}`)} } }`, /too many fields \(31, at most 30\)/],
    [
      'fields of a fragment wherever it is spread',
      `{ a { ...F } b { ...F } } fragment F on A { ${repeat(15, (i) => `f${i}`)} }`,
      /fields \(32/,
    ],
    ['aliases', `{ a { ${repeat(6, (i) => `a${i}: f`)} } }`, /aliases \(6, at most 5\)/],
  ])('has a limit of %s', (_what, text, expected) => {
    expect(refusal(text)).toEqual(['OPERATION_TOO_COMPLEX', expect.stringMatching(expected)])
  })

  const doubled = (inner: (level: number) => string) =>
    `{ me { ...f0 } } ${repeat(60, (level) => `fragment f${level} on User { ${inner(level)} }`)} fragment f60 on User { name }`
  it.each([
    ['fragments', doubled((level) => `...f${level + 1} ... { ...f${level + 1} }`)],
    ['fields in fragments', doubled((level) => `a: user { ...f${level + 1} } b: user { ...f${level + 1} }`)],
    [
      'aliased fields',
      `{ me { ${(function nest(level: number): string {
        return level === 0 ? 'id' : `a: user { ${nest(level - 1)} } b: user { ${nest(level - 1)} }`
      })(9)} } }`,
    ],
  ])('is refused where %s double at every level', (_what, text) => {
    // Whoever unfolded sixty such levels would never come to an end.
    expect(found(() => checkShape(selectOperation(text, null)))).not.toBeNull()
  })

  it('walks fragments that spread each other once, and leaves them to validation', () => {
    expect(refusal('{ ...A } fragment A on Q { a ...B } fragment B on Q { b ...A }')).toBeNull()
  })
})

describe('fields on interfaces and unions', () => {
  const schema = buildSchema(`
    type Query { one: A any: [I!] } interface I { id: ID any: [I!] }
    type A implements I { id: ID any: [I!] } type B implements I { id: ID any: [I!] } type C implements I { id: ID any: [I!] }
  `)
  const typed = (text: string, most: number) => {
    const operation: SelectedOperation = selectOperation(text, null)
    expect(validate(schema, toDocument(operation))).toEqual([])
    return found(() => checkTypedFields(schema, operation, most))
  }
  it('count once for each type that they may be of, at every level', () => {
    const text = '{ any { id any { id any { id } } } }'
    // One at the root; then three times (id, any and what is below).
    const count = 1 + 3 * (1 + 1 + 3 * (1 + 1 + 3))
    expect(typed(text, count)).toBeNull()
    expect(typed(text, count - 1)).toEqual(['OPERATION_TOO_COMPLEX', expect.stringContaining(`(${count}, `)])
  })

  it('count once where a fragment names the type', () => {
    expect(typed('{ any { ... on A { id } ...F } one { id } } fragment F on B { any { id } }', 8)).toBeNull()
  })

  it('are not planned where they multiply', () => {
    const text = `{ media { ...F } } fragment F on Media { ... on Book { related { related { related { id } } } } }`
    expect(found(() => checkTypedFields(librarySchema, selectOperation(text, null)))).toBeNull()
  })
})
