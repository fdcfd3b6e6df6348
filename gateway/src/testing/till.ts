// The two small subgraphs with commands that end as they are told, and a count of what was really done.
import { CodedError } from '@ticketing/service-kit'
import { buildSchema } from 'graphql'
import type { SubgraphRequest, SubgraphTransport } from '../execution/subgraph-transport.js'
import { createTwoSubgraphs, SUPERGRAPH_SDL, transportOf } from './two-subgraphs.js'

const COMMANDS = `
  order(what: String!, password: String): Receipt
  hold: Receipt
  reprice(id: ID!): Product @requiresScopes(scopes: [["role:EMPLOYEE"], ["role:ADMIN"]])
  close: Boolean @requiresScopes(scopes: [["role:ADMIN"]])
  mine: String @authenticated`
const RECEIPT = 'type Receipt { number: Int! cart: String owner: Int note: String sealed: String! }'

/** With the commands below. */
export const TILL_SDL = `${SUPERGRAPH_SDL.replace('  sell(id: ID!): Product\n', `  sell(id: ID!): Product${COMMANDS}\n`)}
${RECEIPT.replace('Receipt {', 'Receipt @join__type(graph: SHOP) {')}`

const schema = () =>
  buildSchema(`
    scalar _Any union _Entity = Product
    type Product { id: ID! name: String }
    type Query { _entities(representations: [_Any!]!): [_Entity]! }
    ${RECEIPT}
    type Mutation {
      sell(id: ID!): Product order(what: String!, password: String): Receipt hold: Receipt
      reprice(id: ID!): Product close: Boolean mine: String
    }`)

const FAILURES: Readonly<Record<string, () => Error>> = {
  busy: () => new CodedError('BACKEND_UNAVAILABLE', 'The ticketing backend cannot be reached.'),
  conflict: () => new CodedError('CONFLICT', 'Somebody was faster.'),
  'out of sight': () =>
    new CodedError('BACKEND_UNAVAILABLE', 'It is not known.', { extensions: { outcomeUnknown: true } }),
  unseen: () =>
    new CodedError('SERVICE_UNAVAILABLE', 'It is not found.', { extensions: { carriedOut: true } }),
  wrong: () => new CodedError('BAD_USER_INPUT', 'It is wrong.'),
  crash: () => new Error('connect ECONNREFUSED 10.1.2.3'),
}

export interface Till {
  readonly subgraphs: ReadonlyMap<string, SubgraphTransport>
  readonly requests: readonly SubgraphRequest[]
  /** How many orders were carried out. */
  readonly orders: () => number
  /** Lets the next `hold` that waits go on. */
  release(): void
  /** Resolves when a `hold` waits. */
  held(): Promise<void>
}

/** `order(what:)` fails as `what` says: busy, conflict, out of sight, unseen, wrong, crash; `large` is 3 MB; or it is done. */
export function createTill(): Till {
  let orders = 0
  const holding: (() => void)[] = []
  const waiting: (() => void)[] = []
  const requests: SubgraphRequest[] = []
  const receipt = ({ caller, guestCartId }: SubgraphRequest['call'], what = '') => {
    orders += 1
    const note = what === 'large' ? 'x'.repeat(3_000_000) : what
    const sealed = () => {
      throw new CodedError('BACKEND_UNAVAILABLE', 'The ticketing backend cannot be reached.')
    }
    return { number: orders, cart: guestCartId, owner: caller?.userId ?? null, note, sealed }
  }
  const root = ({ call }: SubgraphRequest) => ({
    order({ what }: { what: string }) {
      const failure = FAILURES[what]?.()
      if (failure !== undefined) throw failure
      return what === 'nothing' ? null : receipt(call, what)
    },
    async hold() {
      await new Promise<void>((resolve) => {
        holding.push(resolve)
        for (const tell of waiting.splice(0)) tell()
      })
      return receipt(call)
    },
    reprice: ({ id }: { id: string }) => ({ id, name: 'repriced' }),
    close: true,
    mine: 'yours',
  })
  const { reviews } = createTwoSubgraphs()
  return {
    subgraphs: new Map([
      ['shop', transportOf('shop', schema(), root, requests)],
      ['reviews', reviews],
    ]),
    requests,
    orders: () => orders,
    release: () => holding.shift()?.(),
    held: () =>
      new Promise((resolve) => {
        if (holding.length > 0) resolve()
        else waiting.push(resolve)
      }),
  }
}
