// Two small subgraphs for the gateway's own tests; the supergraph composed from them is in test-fixtures/.
import { readFileSync } from 'node:fs'
import { CodedError } from '@ticketing/service-kit'
import { buildSchema, type ExecutionResult, type GraphQLSchema, graphql, isObjectType } from 'graphql'
import type { SubgraphRequest, SubgraphTransport } from '../execution/subgraph-transport.js'

export const SUPERGRAPH_SDL = readFileSync(
  new URL('../../test-fixtures/shop-and-reviews.graphql', import.meta.url),
  'utf8',
)

const ENTITIES = 'scalar _Any union _Entity = Product'

const shopSchema = buildSchema(`
  ${ENTITIES}
  type Seen {
    userId: Int staffId: String role: String sessionId: String guestCartId: String guestCartIsNew: Boolean language: String requestId: String
    clientName: String clientAddress: String idempotencyKey: String traceparent: String publicUrl: String deadline: Float
  }
  type Product { id: ID! name: String }
  type Query {
    _entities(representations: [_Any!]!): [_Entity]!
    seen: Seen product(id: ID!): Product products: [Product!]
    secret: String orders: [String!] mine: String fail(how: String!): String broken: String
  }
  type Mutation { sell(id: ID!): Product }
`)

const reviewsSchema = buildSchema(`
  ${ENTITIES}
  type Product { id: ID! rating: Int score: Int }
  type Query { _entities(representations: [_Any!]!): [_Entity]! best: Product }
`)

const PRODUCTS = ['1', '2', '3'].map((id) => ({ id, name: `Final ${id}` }))

function fail({ how }: { how: string }): never {
  if (how === 'coded') {
    throw new CodedError('CONFLICT', 'Somebody was faster.', { extensions: { fields: { id: ['taken'] } } })
  }
  throw new Error('connect ECONNREFUSED 10.1.2.3:3306 password=hunter2')
}

const shopRoot = (request: SubgraphRequest) => {
  const { caller, ...facts } = request.call
  return {
    seen: { ...facts, userId: caller?.userId, role: caller?.role, sessionId: caller?.sessionId },
    product: ({ id }: { id: string }) => PRODUCTS.find((product) => product.id === id),
    products: PRODUCTS,
    secret: 'for the signed in',
    broken: null,
    fail,
    sell: ({ id }: { id: string }) => PRODUCTS.find((product) => product.id === id),
    _entities: ({ representations }: { representations: { id: string }[] }) =>
      representations.map(({ id }) => ({
        __typename: 'Product',
        ...PRODUCTS.find((known) => known.id === id),
      })),
  }
}

const reviewsRoot = () => ({
  best: { id: '2', score: 9 },
  _entities: ({ representations }: { representations: { id: string }[] }) =>
    representations.map(({ id }) => ({ __typename: 'Product', id, rating: Number(id) + 2, score: 1 })),
})

/** As a real subgraph does: a CodedError goes out with its code, anything else as it is here, to see the gateway mask it. */
function withCodes(result: ExecutionResult, service: string): ExecutionResult {
  for (const error of result.errors ?? []) {
    const { originalError } = error
    if (originalError instanceof CodedError) {
      const { code, retryable, extensions } = originalError
      Object.assign(error.extensions, { ...extensions, code, service, retryable })
    }
  }
  return result
}

/** A subgraph in this process whose entities are products; each request is added to `seen`. */
export function transportOf(
  service: string,
  schema: GraphQLSchema,
  rootOf: (request: SubgraphRequest) => object,
  seen: SubgraphRequest[],
): SubgraphTransport {
  const entity = schema.getType('Product')
  if (isObjectType(entity)) entity.isTypeOf = () => true
  return {
    async execute(request) {
      seen.push(request)
      const result = await graphql({
        schema,
        source: request.document,
        rootValue: rootOf(request),
        variableValues: request.variables,
        operationName: request.operationName ?? undefined,
      })
      return withCodes(result, service)
    },
  }
}

export interface TwoSubgraphs {
  readonly shop: SubgraphTransport
  readonly reviews: SubgraphTransport
  /** Every request that they got, in order. */
  readonly requests: readonly SubgraphRequest[]
}

export function createTwoSubgraphs(): TwoSubgraphs {
  const requests: SubgraphRequest[] = []
  return {
    shop: transportOf('shop', shopSchema, shopRoot, requests),
    reviews: transportOf('reviews', reviewsSchema, reviewsRoot, requests),
    requests,
  }
}
