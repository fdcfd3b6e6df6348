import 'reflect-metadata'
import { describe, expect, it } from '@jest/globals'
import { execute, type GraphQLSchema, isObjectType, parse } from 'graphql'
import { buildSchemaSync } from 'type-graphql'
import { createLoaderScope } from '../loaders.js'
import { guest } from '../testing/both-ways.js'
import { type LibraryContext, libraryDefinition } from '../testing/library.js'
import { resolveDirectly } from './direct-resolvers.js'

const build = (): GraphQLSchema =>
  buildSchemaSync({ resolvers: libraryDefinition.resolvers, validate: false, skipCheck: true })

const asBuilt = build()
const direct = build()
resolveDirectly(direct, libraryDefinition.resolvers)

const resolversOf = (schema: GraphQLSchema) =>
  Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('_'))
    .flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : []))
    .map(({ name, resolve }) => ({ name, text: String(resolve) }))

async function answer(schema: GraphQLSchema, document: string, variableValues: Record<string, unknown>) {
  const contextValue: LibraryContext = { call: guest, loaders: createLoaderScope(), done: [] }
  const result = await execute({ schema, document: parse(document), variableValues, contextValue })
  return { result: JSON.parse(JSON.stringify(result)), done: contextValue.done }
}

const questions = [
  '{ books(ids: [1, 2, 9]) { id name isbn review pages lentAt writer { name initial address books { id } } } }',
  '{ books(ids: [2]) { price { minorUnits currency amount a: formatted formatted(locale: "de") } } }',
  '{ eachBook(ids: [4, 1]) { name } found(ids: [1, 2]) { ... on Book { id } ... on Writer { books { name } } } }',
  '{ named(ids: [1, 2]) { name ... on Writer { address } } fails(how: "text") a: fails(how: "coded") }',
  '{ echo a: echo(wanted: null) b: echo(wanted: { name: "n", numbers: [1], atMost: { minorUnits: 5, currency: EUR } }) }',
  '{ echo(order: OLDEST, number: 3, at: "2024-07-26T18:00:00Z", locale: "fr", currency: USD) }',
  'mutation { lend(id: 13) { id } note a: note(id: 14) b: lend(id: 2) { writer { id } } }',
  '{ loosePrice { minorUnits amount formatted } first { diary royalties } }',
  'query ($w: Wanted) { echo(wanted: $w) c: echo(wanted: { order: NEWEST }) }',
] as const

describe('a direct resolver', () => {
  it.each(questions)('answers %s as that of type-graphql does', async (document) => {
    const variables = { w: { numbers: [2, 1], atMost: { minorUnits: 1, currency: 'JPY' } } }
    expect(await answer(direct, document, variables)).toEqual(await answer(asBuilt, document, variables))
  })

  it('hands a method its input as an instance of the class', async () => {
    const argument = '{ classes(wanted: { atMost: { minorUnits: 1, currency: EUR } }) }'
    const { result } = await answer(direct, argument, {})
    expect(result).toEqual({ data: { classes: 'Wanted, MoneyInput' } })
    expect(await answer(asBuilt, argument, {})).toEqual({ result, done: [] })
  })

  it('stands before every field', () => {
    const ofLibrary = new Set(resolversOf(asBuilt).map(({ text }) => text))
    const left = resolversOf(direct).filter(({ text }) => ofLibrary.has(text))
    expect(left).toEqual([])
  })
})
