import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { buildSchema, getOperationAST, getVariableValues, parse, validate } from 'graphql'
import { parseExample } from './parse-example.js'

const folder = fileURLToPath(new URL('../../examples/', import.meta.url))
const schemaFile = fileURLToPath(new URL('../../../schema/api.graphql', import.meta.url))
const schema = buildSchema(readFileSync(schemaFile, 'utf8'))

const AUDIENCES = ['admin', 'customer', 'employee', 'guest']
const examples = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => ({ name, ...parseExample(readFileSync(folder + name, 'utf8')) }))

describe('the examples', () => {
  it('are at least four for each kind of person', () => {
    expect(readdirSync(folder).sort()).toEqual(AUDIENCES)
    for (const audience of AUDIENCES) {
      expect(examples.filter(({ name }) => name.startsWith(audience)).length).toBeGreaterThanOrEqual(4)
    }
  })

  it.each(examples)('fit the schema, with their variables: $name', ({ query, variables }) => {
    const document = parse(query)
    expect(validate(schema, document)).toEqual([])
    const operation = getOperationAST(document)
    expect(operation?.name).toBeDefined()
    const given = variables === '' ? {} : JSON.parse(variables)
    const { errors } = getVariableValues(schema, operation?.variableDefinitions ?? [], given)
    expect(errors).toBeUndefined()
    const declared = operation?.variableDefinitions?.map(({ variable }) => variable.name.value) ?? []
    expect(Object.keys(given).filter((name) => !declared.includes(name))).toEqual([])
  })

  it('have titles and operation names of their own, since these name tabs', () => {
    const names = examples.map(({ query }) => getOperationAST(parse(query))?.name?.value)
    expect(new Set(names).size).toBe(examples.length)
    expect(new Set(examples.map(({ title }) => title)).size).toBe(examples.length)
  })
})

describe('parseExample', () => {
  it('reads title, note and variables from the first comments, and leaves the variables out of the operation', () => {
    const text =
      '# A title.\n# It says\n# more.\n# Variables: {"a": 1}\nquery A($a: Int) { b(a: $a) } # not this\n'
    expect(parseExample(text)).toEqual({
      title: 'A title',
      note: 'It says more.',
      variables: '{\n  "a": 1\n}',
      query: '# A title.\n# It says\n# more.\nquery A($a: Int) { b(a: $a) } # not this\n',
    })
  })
})
