import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { admin, bothWays, employee, guest, type Told, writer } from '../testing/both-ways.js'

const alias = fc.constantFrom('', '', '', 'a: ', 'b: ', 'longName: ')
const leaves = {
  Book: ['id', 'name', 'note', 'isbn', 'pages', 'lentAt', 'publishedAt', 'review', 'shelf', '__typename'],
  Writer: ['id', 'name', 'initial', 'note', 'address', 'diary', 'royalties', '__typename'],
  Money: ['minorUnits', 'currency', 'amount', 'formatted', 'formatted(locale: "de")'],
}
type TypeName = keyof typeof leaves

// An alias is bound to the type and the field, so that no two fields of one name have to be merged.
const named = (type: TypeName, field: string, given: string): string =>
  given === '' && !field.includes('(')
    ? field
    : `${given.slice(0, -2) || 'c'}${type}${field.replace(/\W|_/g, '')}: ${field}`

// Conditions on anything: alone, both, as literals and as variables.
const condition = fc.constantFrom(
  ...['', '', '', '', '@skip(if: $s)', '@include(if: $s)', '@include(if: $i)', '@skip(if: true)'],
  ...['@skip(if: $s) @include(if: $i)', '@include(if: $never)'],
)

const set = (parts: readonly string[]): string => `{ ${parts.join(' ')} }`

function selection(type: TypeName, depth: number): fc.Arbitrary<string> {
  const leaf = fc
    .tuple(alias, fc.constantFrom(...leaves[type]), condition)
    .map(([given, field, when]) => `${named(type, field, given)} ${when}`)
  if (depth === 0 || type === 'Money') return fc.array(leaf, { minLength: 1, maxLength: 4 }).map(set)
  const deeper =
    type === 'Book'
      ? [
          selection('Writer', depth - 1).map((inner) => `writer ${inner}`),
          selection('Money', 0).map((inner) => `price ${inner}`),
        ]
      : [selection('Book', depth - 1).map((inner) => `books ${inner}`)]
  const fragment = fc
    .tuple(selection(type, depth - 1), condition)
    .map(([inner, when]) => `... on ${type} ${when} ${inner}`)
  return fc.array(fc.oneof(leaf, leaf, fragment, ...deeper), { minLength: 1, maxLength: 5 }).map(set)
}

const either = fc
  .tuple(selection('Book', 2), selection('Writer', 2))
  .map(([book, author]) => `{ __typename ... on Book ${book} ... on Writer ${author} }`)

const ids = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 5 })
const root = fc.oneof(
  selection('Book', 2).map((inner) => `books(ids: $ids) ${inner}`),
  selection('Book', 2).map((inner) => `eachBook(ids: $ids) ${inner}`),
  either.map((inner) => `named(ids: $ids) ${inner}`),
  either.map((inner) => `named(ids: $ids) { name note ${inner.slice(1)}`),
  selection('Writer', 2).map((inner) => `first ${inner}`),
  either.map((inner) => `_entities(representations: $r) ${inner}`),
)
const request = fc.record({
  fields: fc.array(root, { minLength: 1, maxLength: 3 }),
  ids,
  conditions: fc.record({ s: fc.boolean(), i: fc.boolean() }),
  call: fc.constantFrom(guest, writer, employee, admin),
})

const VARIABLES = '$ids: [Int!]!, $r: [_Any!]!, $s: Boolean!, $i: Boolean!, $never: Boolean = false'
const USES_OF_VARIABLES = `echo(wanted: { numbers: $ids }) m: _entities(representations: $r) { __typename }
  s: echo @skip(if: $s) i: echo @include(if: $i) never: echo @include(if: $never)`

/** The path above a field that became null in its place; null for an error of the field itself. */
function nulledAbove(data: unknown, path: readonly (string | number)[]): string | null {
  let value = data
  for (const [depth, key] of path.entries()) {
    if (value === null) return JSON.stringify(path.slice(0, depth))
    value = (value as Record<string | number, unknown>)[key]
  }
  return null
}

// What else failed below a thing that is null by now, graphql-js tells or leaves out by the order of its fields.
function comparable({ data, errors }: Told) {
  const own: string[] = []
  const nulled = new Set<string>()
  for (const error of errors) {
    const { path } = JSON.parse(error) as { path: (string | number)[] }
    const above = nulledAbove(data, path)
    if (above === null) own.push(error)
    else nulled.add(above)
  }
  return { data, own, nulled: [...nulled].sort() }
}

// Keys come in another order where some are found at once and others later.
const batches = ({ done }: Told) => done.map((batch) => batch.split(/[ ,]/).toSorted())

describe('any operation', () => {
  it('is answered by compiled code as by graphql-js', async () => {
    let compiledOnes = 0
    let failing = 0
    await fc.assert(
      fc.asyncProperty(request, async ({ fields, ids: numbers, conditions, call }) => {
        const roots = fields.map((field, index) => `root${index}: ${field}`)
        const document = `query (${VARIABLES}) ${set([...roots, USES_OF_VARIABLES])}`
        const r = numbers.map((id) => ({ __typename: id % 2 ? 'Writer' : 'Book', id: String(id) }))
        const { operation, compiled, plain } = await bothWays({
          document,
          variables: { ids: numbers, r, ...conditions },
          call,
        })
        if (operation.notCompiled === null) compiledOnes += 1
        if (compiled.errors.length > 0) failing += 1
        expect(comparable(compiled)).toEqual(comparable(plain))
        // Below a thing that is null by now graphql-js may have stopped.
        if (comparable(plain).nulled.length === 0) expect(batches(compiled)).toEqual(batches(plain))
      }),
      { numRuns: 150 },
    )
    expect(compiledOnes).toBe(150)
    expect(failing).toBeGreaterThan(10)
  })

  it('does what graphql-js does, in its order, and nothing that is refused', async () => {
    const command = fc.tuple(fc.constantFrom('lend', 'note', 'burn'), fc.constantFrom(1, 2, 13, 14))
    const commands = fc.array(command, { minLength: 1, maxLength: 4 })
    const callers = fc.constantFrom(guest, writer, employee, admin)
    await fc.assert(
      fc.asyncProperty(commands, callers, async (wanted, call) => {
        const fields = wanted.map(
          ([name, id], index) => `c${index}: ${name}(id: ${id}) ${name === 'lend' ? '{ id shelf }' : ''}`,
        )
        const { operation, compiled, plain } = await bothWays({
          document: `mutation ${set(fields)}`,
          call,
        })
        expect(operation.notCompiled).toBeNull()
        expect(compiled).toEqual(plain)
        expect(compiled.done.some((done) => done.startsWith('burn'))).toBe(
          call === admin && wanted.some(([name]) => name === 'burn'),
        )
      }),
      { numRuns: 60 },
    )
  })
})
