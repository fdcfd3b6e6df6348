// Three subgraphs that use what federation has: entities with simple and nested keys, interfaces, unions, @requires,
// @provides, lists of lists. Every value is a pure function of a world's seed, and so is every fault.
import { readFileSync } from 'node:fs'
import {
  buildSchema,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  parse,
} from 'graphql'

/** Composed from the three below. */
export const LIBRARY_SUPERGRAPH = readFileSync(
  new URL('../../test-fixtures/library.graphql', import.meta.url),
  'utf8',
)

const FEDERATION = `
  directive @key(fields: String!) repeatable on OBJECT | INTERFACE
  directive @shareable on OBJECT | FIELD_DEFINITION
  directive @external on FIELD_DEFINITION
  directive @requires(fields: String!) on FIELD_DEFINITION
  directive @provides(fields: String!) on FIELD_DEFINITION
`

export const SUBGRAPH_SDL: Readonly<Record<string, string>> = {
  inventory: `
    type Query {
      books: [Book!] media: [Media] shelf: [[Media!]] top: Book strict: Book! search: [Found]! maker: Maker me: User self: Query
    }
    type Mutation { touch(id: ID!): Book touchFilm(id: ID!): Film! }
    enum Genre { NOVEL POETRY }
    interface Media { id: ID! title: String }
    union Found = Book | Film | User
    type Book implements Media @key(fields: "id") {
      id: ID! title: String @shareable price: Int! weight: Int pages: Int! genre: Genre author: User maker: Maker!
      related: [Book!] grid: [[Book]] tags: [String!] dims: Dims
    }
    type Film implements Media @key(fields: "id") { id: ID! title: String length: Int! stars: [User!]! }
    type Dims { w: Int h: Int! }
    type User @key(fields: "id") { id: ID! nick: String favourite: Media }
    type Maker @key(fields: "code country { iso }") { code: ID! country: Country! founder: User }
    type Country @shareable { iso: ID! }
  `,
  reviews: `
    type Query { latest(first: Int = 3): [Review!] }
    type Subscription { reviewed: Review! latest(first: Int = 3): [Review!] reader: User book: Book }
    interface Media { id: ID! blurb: String }
    type Book implements Media @key(fields: "id") {
      id: ID! title: String @external blurb: String! reviews: [Review!]! score: Int! best: Review
    }
    type Film implements Media @key(fields: "id") { id: ID! blurb: String reviews: [Review] }
    type Review @key(fields: "id") { id: ID! text: String! by: User book: Book @provides(fields: "title") }
    type User @key(fields: "id") { id: ID! name: String! reviews(first: Int = 2): [Review!] }
  `,
  shipping: `
    type Mutation { ship(id: ID!): Parcel }
    type Book @key(fields: "id") {
      id: ID! weight: Int @external price: Int! @external
      cost(zone: Int): Int @requires(fields: "weight price") parcel: Parcel! @requires(fields: "weight")
    }
    type Film @key(fields: "id") { id: ID! length: Int! @external fits: Boolean @requires(fields: "length") }
    type Parcel { size: Int! stops: [[Stop!]!] }
    type Stop { city: String! host: User }
    type User @key(fields: "id") { id: ID! address: String! wish: Book }
    type Maker @key(fields: "code country { iso }") { code: ID! country: Country! address: String! plants: [[Stop]!] }
    type Country @shareable { iso: ID! }
  `,
}

export interface World {
  readonly seed: number
  /** Of a hundred fields, how many fail or are null; default 0. */
  readonly faults?: number
  /** Fields `Type.name` that never fail. */
  readonly sound?: ReadonlySet<string>
}

/** FNV-1a with a last mix: equal words, equal number, below `limit`. */
export function pick(limit: number, ...words: readonly unknown[]): number {
  let hash = 2_166_136_261
  for (const char of words.join('|')) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619)
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_519)
  return ((hash ^ (hash >>> 13)) >>> 0) % limit
}

interface Thing {
  readonly __typename: string
  readonly name: string
  readonly given?: Readonly<Record<string, unknown>>
}

const KEYS = new Set(['id', 'code', 'iso', 'country'])
const ENTITIES = new Set(['Book', 'Film', 'User', 'Maker', 'Review'])

function keyOf(name: string, field: string, type: string): unknown {
  if (field === 'country') return { __typename: 'Country', name }
  return field === 'iso' ? `iso-${name}` : `${type}-${name}`
}

function thing(schema: GraphQLSchema, world: World, type: GraphQLOutputType, where: string): unknown {
  if (isNonNullType(type)) return thing(schema, world, type.ofType, where)
  if (isListType(type)) {
    const length = pick(4, world.seed, where, 'length')
    return Array.from({ length }, (_, index) => {
      const faulty = !isNonNullType(type.ofType) && pick(100, world.seed, where, index) < (world.faults ?? 0)
      return faulty ? null : thing(schema, world, type.ofType, `${where}/${index}`)
    })
  }
  if (isEnumType(type)) return type.getValues()[pick(type.getValues().length, world.seed, where)]?.value
  if (isLeafType(type)) {
    const number = pick(90, world.seed, where) + 1
    return type.name === 'Int'
      ? number
      : type.name === 'Boolean'
        ? number % 2 === 0
        : `${type.name}-${number}`
  }
  // The reference schema has the types in another order.
  const types = isAbstractType(type)
    ? schema
        .getPossibleTypes(type)
        .map(({ name }) => name)
        .sort()
    : [type.name]
  const __typename = types[pick(types.length, world.seed, where, 'type')] ?? ''
  // Few things, so that they meet again and again.
  return { __typename, name: ENTITIES.has(__typename) ? String(pick(4, world.seed, where, 'name')) : where }
}

/** Every field's value in a world. */
export const resolverOf =
  (world: World): GraphQLFieldResolver<Thing | undefined, unknown> =>
  (source, args, _context, info) => {
    const { schema, parentType, fieldName, returnType } = info
    const name = source?.name ?? ''
    if (KEYS.has(fieldName)) return keyOf(name, fieldName, parentType.name)
    if (fieldName === 'self') return { __typename: 'Query', name }
    const where = `${parentType.name}:${name}.${fieldName}(${JSON.stringify(args)})`
    if (!world.sound?.has(`${parentType.name}.${fieldName}`)) {
      if (pick(100, world.seed, where, 'error') < (world.faults ?? 0)) {
        throw new GraphQLError(`no ${where}`, { extensions: { code: 'CONFLICT' } })
      }
      const nullable = getNullableType(returnType) === returnType
      // Null where none may be is rarer: it takes much with it.
      if (pick(nullable ? 100 : 400, world.seed, where, 'null') < (world.faults ?? 0)) return null
    }
    // What @requires asks for must have come.
    const missing =
      (fieldName === 'cost' && !('weight' in (source?.given ?? { weight: 1, price: 1 }))) ||
      (fieldName === 'fits' && !('length' in (source?.given ?? { length: 1 })))
    return missing ? null : thing(schema, world, returnType, where)
  }

interface Representation {
  readonly __typename: string
  readonly id?: string
  readonly code?: string
}

const toThing = (given: Representation): Thing => ({
  __typename: given.__typename,
  name: (given.id ?? given.code ?? '').split('-')[1] ?? '',
  given: { ...given },
})

function executable(sdl: string): GraphQLSchema {
  const entities = [...sdl.matchAll(/type (\w+)[^{]*@key/g)].map(([, name]) => name)
  return buildSchema(`${FEDERATION} scalar _Any union _Entity = ${entities.join(' | ')} ${sdl}
    extend type Query { _entities(representations: [_Any!]!): [_Entity]! }`)
}

const SCHEMAS: ReadonlyMap<string, GraphQLSchema> = new Map(
  Object.entries(SUBGRAPH_SDL).map(([name, sdl]) => [
    name,
    executable(sdl.includes('type Query') ? sdl : `${sdl} type Query`),
  ]),
)

export function subgraphSchema(service: string): GraphQLSchema {
  const schema = SCHEMAS.get(service)
  if (schema === undefined) throw new Error(`no subgraph ${service}`)
  return schema
}

/** One subgraph's answer to one fetch. */
export function answerOf(
  world: World,
  service: string,
  request: { readonly document: string; readonly variables: Readonly<Record<string, unknown>> },
): ExecutionResult {
  const schema = subgraphSchema(service)
  const resolve = resolverOf(world)
  const result = execute({
    schema,
    document: parse(request.document),
    variableValues: request.variables,
    fieldResolver(source, args, context, info) {
      if (info.fieldName !== '_entities') return resolve(source, args, context, info)
      return args.representations.map(toThing)
    },
  })
  if (result instanceof Promise) throw new Error('the subgraphs answer at once')
  return result
}

/** The same world in one schema: what the answer is without any federation. */
export function referenceAnswer(
  world: World,
  schema: GraphQLSchema,
  request: { readonly document: string; readonly variables: Readonly<Record<string, unknown>> },
): ExecutionResult {
  const result = execute({
    schema,
    document: parse(request.document),
    variableValues: request.variables,
    fieldResolver: resolverOf(world),
  })
  if (result instanceof Promise) throw new Error('the reference answers at once')
  return result
}
