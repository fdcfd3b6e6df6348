import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { buildSchema, getOperationAST, type OperationDefinitionNode, parse } from 'graphql'
import { getVariableValues } from 'graphql/execution/values.js'
import { variableCoercer } from './coerce-variables.js'

const schema = buildSchema(`
  enum Color { RED GREEN }
  input Wanted { name: String! colors: [Color!] = [RED] }
  scalar Anything
  type Query { a: Int }
`)
const TYPES = ['Int', 'Float', 'String', 'Boolean', 'ID', 'Color', 'Anything', 'Wanted', 'Unknown']

const type = fc
  .tuple(fc.constantFrom(...TYPES), fc.constantFrom('', '!'), fc.constantFrom('', '[]', '[]!', '[[]]'))
  .map(([name, mark, list]) => list.replace(/\[\]/, `[${name}${mark}]`) || name + mark)
const initial = fc.constantFrom('', '', '', ' = null', ' = 1', ' = "RED"', ' = RED')
const given = fc.oneof(
  fc.constantFrom<unknown[]>(undefined, null, 1, -1, 1.5, 2 ** 31, Number.NaN, '', 'RED', '1', true, 5n),
  fc.constantFrom<unknown[]>([], [null], [1, 2], [[1], ['RED']], ['RED', 'GREEN'], {}, { name: 'n' }),
)
const variable = fc.record({ type, initial, given, isGiven: fc.boolean() })

describe('variableCoercer', () => {
  it('gives what graphql-js gives', () => {
    fc.assert(
      fc.property(fc.array(variable, { minLength: 1, maxLength: 3 }), (variables) => {
        const definitions = variables.map((each, index) => `$v${index}: ${each.type}${each.initial}`)
        const document = parse(`query (${definitions.join(' ')}) { a }`)
        const operation = getOperationAST(document) as OperationDefinitionNode
        const values = Object.fromEntries(
          variables.flatMap((each, index) => (each.isGiven ? [[`v${index}`, each.given]] : [])),
        )
        const plain = getVariableValues(schema, operation.variableDefinitions ?? [], values, {
          maxErrors: 50,
        })
        expect(variableCoercer(schema, operation)(values)).toEqual(plain)
      }),
      { numRuns: 1_000 },
    )
  })
})
