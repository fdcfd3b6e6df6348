import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  execute,
  GraphQLError,
  isInterfaceType,
  isObjectType,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { Fetch } from '../execution/execute-plan.js'
import { anyRequest, nulls, plain, SOUND } from '../testing/any-request.js'
import {
  frozenFetch,
  type LibraryRequest,
  librarySchema,
  plannedFor,
  preparedFor,
} from '../testing/library.js'
import { pick, resolverOf, subgraphSchema, type World } from '../testing/three-subgraphs.js'
import type { RefusalOf } from './audience.js'

const RUNS = 80

/** What @requires and keys need: fetched whoever asks, and never shown. */
const INTERNAL = new Set([
  ...['Book.weight', 'Book.price', 'Film.length'],
  ...['Book', 'Film', 'User', 'Review'].map((type) => `${type}.id`),
  ...['Maker.code', 'Maker.country', 'Country.iso'],
])

/** Refuses so many of a hundred fields; the rule is the field's own name. */
function refusing(seed: number, share: number): RefusalOf {
  return (type, field) =>
    pick(100, seed, type, field) < share
      ? { alternatives: [], rule: `${type}.${field}`, requires: [] }
      : undefined
}

/** One schema without federation, in which each refused field fails. */
function referenceAnswer(world: World, { document, variables }: LibraryRequest, refusalOf: RefusalOf) {
  const resolve = resolverOf(world)
  const result = execute({
    schema: librarySchema,
    document: parse(document),
    variableValues: variables,
    fieldResolver(source, args, context, info) {
      if (refusalOf(info.parentType.name, info.fieldName)) throw new GraphQLError('refused')
      return resolve(source, args, context, info)
    },
  })
  if (result instanceof Promise) throw new Error('the reference answers at once')
  return result
}

/** Each field that a fetch asks for, of each type that it may be of. */
function fetchedFields(service: string, document: string): string[] {
  const schema = subgraphSchema(service)
  const types = new TypeInfo(schema)
  const found: string[] = []
  visit(
    parse(document),
    visitWithTypeInfo(types, {
      Field({ name }) {
        const parent = types.getParentType()
        if (name.value.startsWith('_')) return
        if (isObjectType(parent)) found.push(`${parent.name}.${name.value}`)
        if (!isInterfaceType(parent)) return
        for (const one of schema.getPossibleTypes(parent)) found.push(`${one.name}.${name.value}`)
      },
    }),
  )
  return found
}

describe('a filtered operation', () => {
  it('gives the data in which each refused field fails, and tells each at its place, once', async () => {
    const seeds = fc.record({ world: fc.nat(), rules: fc.nat() })
    const shares = fc.constantFrom(5, 15, 40)
    const faults = fc.constantFrom(0, 0, 10)
    await fc.assert(
      fc.asyncProperty(anyRequest, seeds, shares, faults, async (request, seed, share, broken) => {
        const refusalOf = refusing(seed.rules, share)
        const here: World = { seed: seed.world, faults: broken, sound: SOUND }
        const { document, variables } = request
        const prepared = preparedFor(document, refusalOf, variables)
        const { data, errors = [], refused = [] } = await prepared.run(variables, frozenFetch(here))
        const expected = referenceAnswer(here, request, refusalOf)
        expect(plain(data)).toEqual(plain(expected.data))
        const told = refused.map(({ path }) => JSON.stringify(path))
        expect(new Set(told).size).toBe(told.length)
        const missing = (expected.errors ?? [])
          .filter(({ message }) => message === 'refused')
          .map(({ path }) => JSON.stringify(path))
          .filter((path) => !told.includes(path))
        // What a fault has taken away whole was not there to be refused.
        if (broken === 0) expect(missing).toEqual([])
        expect(nulls(data, [...refused, ...errors])).toEqual(nulls(expected.data, expected.errors))
      }),
      { numRuns: RUNS },
    )
  })

  it('asks no subgraph for a refused field, unless another needs it', async () => {
    const seeds = fc.record({ world: fc.nat(), rules: fc.nat() })
    await fc.assert(
      fc.asyncProperty(anyRequest, seeds, fc.constantFrom(15, 40), async (request, seed, share) => {
        const refusalOf = refusing(seed.rules, share)
        const fetched = new Set<string>()
        const answering = frozenFetch({ seed: seed.world })
        const fetch: Fetch = (asked, variables) => {
          for (const field of fetchedFields(asked.service, asked.document)) fetched.add(field)
          return answering(asked, variables)
        }
        await preparedFor(request.document, refusalOf, request.variables).run(request.variables, fetch)
        const leaked = [...fetched].filter((field) => {
          const [type = '', name = ''] = field.split('.')
          return refusalOf(type, name) !== undefined && !INTERNAL.has(field)
        })
        expect(leaked).toEqual([])
      }),
      { numRuns: RUNS },
    )
  })

  it('is as it was where nothing is refused', () => {
    fc.assert(
      fc.property(anyRequest, ({ document }) => {
        expect(plannedFor(document, () => undefined)).toBe(document)
      }),
    )
  })

  it('stays valid', () => {
    fc.assert(
      fc.property(anyRequest, fc.nat(), ({ document }, rules) => {
        const planned = plannedFor(document, refusing(rules, 30))
        const faults = planned === null ? [] : validate(librarySchema, parse(planned))
        // A variable may have been used only where it was refused.
        expect(faults.filter(({ message }) => !message.includes('is never used'))).toEqual([])
      }),
    )
  })
})
