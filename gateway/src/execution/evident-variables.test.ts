import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { buildSchema, getVariableValues, Kind, type OperationDefinitionNode, parse } from 'graphql'
import { compileEvidence } from './evident-variables.js'

const schema = buildSchema(`
  scalar Date enum Size { S M }
  input Range { from: Int! = 1 to: Float size: Size within: Range tags: [String!] }
  type Query { a(id: ID, n: Int!, f: Float, b: Boolean, s: [[String]!], size: Size, range: Range!, date: Date): Int }
`)
const DEFINED =
  'query($id: ID, $n: Int!, $f: Float = 1.5, $b: Boolean, $s: [[String]!], $size: Size, $range: Range!, $date: Date) { __typename }'

const [operation] = parse(DEFINED).definitions.filter(
  (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
)
const definitions = operation?.variableDefinitions ?? []
const areEvident = compileEvidence(schema, definitions)
const NEEDED = { n: 1, range: {} }

describe('variables', () => {
  it.each([
    NEEDED,
    { ...NEEDED, id: 'x', f: 2, b: false, s: [['a', null], []], size: 'M' },
    { ...NEEDED, id: 7, f: null, s: null, range: { from: 2, to: 0.5, size: 'S', tags: ['a'] } },
    { ...NEEDED, nobodyAsked: true },
  ])('that are of their types are evident: %p', (variables) => {
    expect(areEvident(variables)).toBe(true)
  })

  it.each([
    {},
    { ...NEEDED, n: null },
    { ...NEEDED, n: 2 ** 31 },
    { ...NEEDED, b: 'true' },
    { ...NEEDED, s: 'a' },
    { ...NEEDED, size: 'L' },
    { ...NEEDED, range: { other: 1 } },
    { ...NEEDED, range: { from: null } },
    { ...NEEDED, range: { within: {} } },
    { ...NEEDED, date: '2024-07-26' },
  ])('that are not, or that only graphql-js can tell, are not: %p', (variables) => {
    expect(areEvident(variables)).toBe(false)
  })

  it('that are evident are always allowed', () => {
    const leaf = fc.constantFrom<unknown>(
      undefined,
      null,
      1,
      0.5,
      -(2 ** 31),
      true,
      'S',
      'x',
      [],
      {},
      ['a'],
      [['a']],
    )
    const range = fc.record(
      { from: leaf, to: leaf, size: leaf, within: leaf, tags: leaf },
      { requiredKeys: [] },
    )
    const variables = fc.record(
      { id: leaf, n: leaf, f: leaf, b: leaf, s: leaf, size: leaf, range: fc.oneof(leaf, range), date: leaf },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(variables, (given) => {
        if (areEvident(given)) expect(getVariableValues(schema, definitions, given).errors).toBeUndefined()
      }),
      { numRuns: 2_000 },
    )
  })
})
