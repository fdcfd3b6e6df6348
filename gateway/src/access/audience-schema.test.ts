import { describe, expect, it } from '@jest/globals'
import { assertValidSchema, buildSchema, printSchema } from 'graphql'
import type { RefusalOf } from './audience.js'
import { audienceSchema } from './audience-schema.js'

const SCHEMA = buildSchema(`
  type Query { thing: Thing found: Found node(kind: Kind = A): Node secret(by: Filter): Hidden }
  type Mutation { change(input: Change!): Thing }
  type Thing implements Node { id: ID! "Said of it." name: String price: Int @deprecated(reason: "old") only: Only }
  type Other implements Node { id: ID! name: String }
  type Hidden { a: Int link: Only }
  type Only { b: Int }
  interface Node { id: ID! name: String }
  union Found = Thing | Only
  enum Kind { A B }
  input Filter { kind: Kind deep: Deep } input Deep { x: Int }
  input Change { name: String }
`)

const refusing =
  (...fields: string[]): RefusalOf =>
  (type, name) =>
    fields.includes(`${type}.${name}`) ? { alternatives: [], rule: '', requires: [] } : undefined

function shown(...fields: string[]) {
  const schema = audienceSchema(SCHEMA, refusing(...fields))
  assertValidSchema(schema)
  return printSchema(schema)
}

describe('the schema of an audience', () => {
  it('is all of it for whoever is refused nothing', () => {
    expect(shown()).toBe(printSchema(SCHEMA))
  })

  it('has neither refused fields nor what only they lead to', () => {
    const text = shown('Query.secret')
    expect(text).not.toMatch(/secret|Hidden|Filter|Deep/)
    expect(text).toContain('union Found = Thing | Only')
    expect(text).toContain('Said of it.')
    expect(text).toContain('@deprecated(reason: "old")')
  })

  it('has no type of which nothing is left, and no field that gives one', () => {
    const text = shown('Only.b', 'Hidden.a')
    expect(text).not.toMatch(/Only|Hidden|secret/)
    expect(text).toContain('union Found = Thing')
    expect(shown('Mutation.change')).not.toMatch(/Mutation|Change/)
  })

  it('keeps an interface true: it has what all of its types have', () => {
    const text = shown('Other.name')
    expect(text).toMatch(/interface Node \{\s+id: ID!\s+\}/)
    expect(text).toMatch(/type Thing implements Node \{\s+id: ID!\s+"""Said of it."""\s+name/)
  })

  it('shows a query type without fields to whoever may ask for nothing', () => {
    const all = ['thing', 'found', 'node', 'secret'].map((name) => `Query.${name}`)
    const schema = audienceSchema(SCHEMA, refusing(...all, 'Mutation.change'))
    expect(Object.keys(schema.getQueryType()?.getFields() ?? { a: 1 })).toEqual([])
    expect(schema.getMutationType()).toBeUndefined()
  })
})
