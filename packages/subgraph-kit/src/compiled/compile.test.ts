import { describe, expect, it } from '@jest/globals'
import { type Asked, bothWays, writer } from '../testing/both-ways.js'

const ENTITIES = `query ($r: [_Any!]!) { _entities(representations: $r) {
  __typename ... on Book { id name writer { name } } ... on Writer { address books { review } }
  ... on Money { amount formatted } } }`
const things = [
  { __typename: 'Book', id: '1' },
  { __typename: 'Book', id: '4' },
  { __typename: 'Writer', id: '3' },
  { __typename: 'Book', id: '11' },
  { __typename: 'Book', id: '8' },
  { __typename: 'Money', minorUnits: 5, currency: 'JPY' },
]
const ECHO =
  'query ($w: Wanted, $o: Order, $n: BigInt, $a: DateTime, $l: Locale, $c: CurrencyCode! = JPY) ' +
  '{ echo(wanted: $w, order: $o, number: $n, at: $a, locale: $l, currency: $c) }'

const sameAndCompiled: readonly (readonly [string, Asked])[] = [
  [
    'plain fields',
    { document: '{ books(ids: [1, 2]) { id name isbn price { minorUnits currency amount } } }' },
  ],
  [
    'aliases, fragments and __typename',
    {
      document: `query Q { __typename a: books(ids: 1) { ...F } books(ids: [2]) { n: name ...F } }
      fragment F on Book { __typename i: id ... on Named { name } ... { publishedAt } }`,
      operationName: 'Q',
    },
  ],
  [
    'a field asked for twice',
    { document: '{ books(ids: [1]) { price { amount } price { currency amount } } }' },
  ],
  ['rules of shield, for a guest', { document: '{ books(ids: [1, 2]) { shelf writer { address } } }' }],
  [
    'rules of shield, for a caller',
    { document: '{ books(ids: [3, 1]) { shelf writer { address } } }', call: writer },
  ],
  ['entities of which some are lost', { document: ENTITIES, variables: { r: things }, call: writer }],
  ['an entity of no known type', { document: ENTITIES, variables: { r: [{ __typename: 'Cat' }] } }],
  ['list items that fail by themselves', { document: '{ eachBook(ids: [4, 1, 8, 2]) { id } }' }],
  ['unions', { document: '{ found(ids: [1, 2]) { __typename ... on Book { id } ... on Writer { name } } }' }],
  ['interfaces', { document: '{ named(ids: [1, 2]) { __typename name ... on Writer { books { id } } } }' }],
  [
    'loaders that batch',
    { document: '{ books(ids: [1, 2, 9]) { writer { name books { writer { id } } } } }' },
  ],
  [
    'null where none may be',
    { document: '{ books(ids: [1, 3, 6, 9]) { isbn } a: books(ids: [1, 2]) { isbn review } }' },
  ],
  [
    'null deep below',
    { document: '{ found(ids: [2, 3]) { ... on Writer { books { isbn } } ... on Book { id } } }' },
  ],
  ['scalars that cannot write a value', { document: '{ books(ids: [1, 2, 5]) { pages lentAt } }' }],
  ['a coded failure', { document: '{ fails(how: "coded") }' }],
  ['an unknown failure', { document: '{ fails(how: "bug") }' }],
  ['a GraphQLError of a resolver', { document: '{ fails(how: "graphql") }' }],
  ['something thrown that is no error', { document: '{ fails(how: "text") }' }],
  [
    'arguments of all kinds, as literals',
    {
      document: `{ echo(wanted: { name: "a\\"b", numbers: [1, 2], atMost: { minorUnits: 9007199254740991, currency: EUR } },
      order: OLDEST, number: 12, at: "2024-07-26T18:00:00Z", locale: "FR-ca", currency: USD) }`,
    },
  ],
  [
    'arguments left to their defaults',
    { document: '{ echo a: echo(wanted: {}) b: echo(order: null, wanted: null) }' },
  ],
  [
    'variables of all kinds',
    {
      document: ECHO,
      variables: {
        w: { numbers: 3, order: 'NEWEST' },
        o: 'OLDEST',
        n: 5,
        a: '2024-07-26T18:00:00Z',
        l: 'de-at',
      },
    },
  ],
  ['variables that are null', { document: ECHO, variables: { w: null, o: null, n: null, a: null, l: null } }],
  ['variables that are missing', { document: ECHO }],
  [
    'variables inside a literal',
    {
      document: 'query ($n: String, $i: Int!) { echo(wanted: { name: $n, numbers: [$i, 2] }) }',
      variables: { i: 1 },
    },
  ],
  [
    'a null variable where none may be',
    {
      document: 'query ($c: CurrencyCode) { echo(currency: $c) books(ids: [1]) { id } }',
      variables: { c: null },
    },
  ],
  [
    'a missing variable with a default behind it',
    { document: 'query ($c: CurrencyCode) { echo(currency: $c) }' },
  ],
  [
    'a text that the compiler takes for a date',
    {
      document: `{ echo(wanted: { name: "__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d(globalThis.hit = 1)" }) }`,
    },
  ],
  [
    'mutations in their order',
    {
      document:
        'mutation { a: lend(id: 1) { writer { id } } note b: lend(id: 13) { id } c: note(id: 14) d: lend(id: 2) { name } }',
    },
  ],
  [
    'a mutation whose variable is null',
    {
      document: 'mutation ($i: Int) { a: note(id: 2) note(id: $i) b: note(id: 3) }',
      variables: { i: null },
    },
  ],
  [
    'what is skipped and what is included',
    {
      document: `query ($b: Boolean!, $d: Boolean = false) { books(ids: [1]) { id @skip(if: $b) name @include(if: $b)
      ...F @include(if: $d) ... @skip(if: false) { pages } } echo @skip(if: true) } fragment F on Book { isbn @skip(if: $b) shelf }`,
      variables: { b: true },
    },
  ],
  [
    'things of which nothing is left',
    {
      document: 'query ($b: Boolean!) { books(ids: [1]) { id @include(if: $b) } echo @include(if: $b) }',
      variables: { b: false },
    },
  ],
  [
    'a condition that is null',
    {
      document: 'query ($b: Boolean = true) { books(ids: [1]) { id @include(if: $b) } }',
      variables: { b: null },
    },
  ],
  ['a condition that is missing', { document: 'query ($b: Boolean!) { echo @include(if: $b) }' }],
  [
    'a condition that is no boolean',
    { document: 'query ($b: Boolean!) { echo @include(if: $b) }', variables: { b: 'true' } },
  ],
  ['what a subgraph says of itself', { document: '{ _service { sdl } }' }],
]

const wrongVariables: readonly Record<string, unknown>[] = [
  { o: 'SIDEWAYS' },
  { o: 3 },
  { n: 2 ** 60 },
  { n: 'x' },
  { a: 'soon' },
  { l: '!' },
  { c: null },
  { w: { name: 4, numbers: ['a', 2.5], unknown: 1 } },
  { w: 'text' },
  { w: { atMost: { minorUnits: 1 } } },
]

describe('a compiled operation', () => {
  it.each(sameAndCompiled)('answers %s as graphql-js does', async (_what, asked) => {
    const { operation, compiled, plain } = await bothWays(asked)
    expect(operation.notCompiled).toBeNull()
    expect(compiled).toEqual(plain)
  })

  it('takes nothing that every object has for a variable that is missing', async () => {
    const document =
      'query ($constructor: Order, $toString: BigInt) { echo(order: $constructor, number: $toString) }'
    const { compiled, plain } = await bothWays({ document, variables: {} })
    expect(compiled).toEqual(plain)
    expect(compiled.errors).toEqual([])
  })

  it.each(wrongVariables)('refuses the variables %j in the words of graphql-js', async (variables) => {
    const { compiled, plain } = await bothWays({ document: ECHO, variables })
    expect(compiled).toEqual(plain)
    expect(compiled.errors).not.toEqual([])
  })

  it('runs no text of a client as code', async () => {
    expect('hit' in globalThis).toBe(false)
  })

  it('fails a value of no type of its union alone, and masks that', async () => {
    const { compiled } = await bothWays({ document: '{ found(ids: [7, 2]) { __typename } }' })
    expect(compiled.data).toEqual({ found: [null, { __typename: 'Book' }] })
    expect(compiled.errors[0]).toContain('INTERNAL_SERVER_ERROR')
  })
})

describe('an operation that compiled code would answer otherwise', () => {
  it.each([
    ['introspection', '{ __schema { queryType { name } } __type(name: "Book") { name } }', {}],
    ['names', '{ books(ids: [1]) { a_b: id idx0: name } }', {}],
    ['names', 'query ($given_0: [Int!]!) { books(ids: $given_0) { id } }', { given_0: [1] }],
  ])('is left to graphql-js for its %s', async (reason, document, variables) => {
    const { operation, compiled, plain } = await bothWays({ document, variables: { ...variables } })
    expect(operation.notCompiled).toBe(reason)
    expect(compiled).toEqual(plain)
  })

  it('is an error when there is no such operation', async () => {
    const document = 'query A { __typename } query B { __typename }'
    for (const operationName of ['C', '', undefined]) {
      const { compiled, plain } = await bothWays({ document, operationName })
      expect(compiled).toEqual(plain)
    }
    expect((await bothWays({ document, operationName: 'B' })).operation.notCompiled).toBeNull()
  })
})
