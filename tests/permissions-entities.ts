// `_entities`, by which a subgraph can be asked for any record that can be named, past every field that leads to it.
import { type GraphQLSchema, isUnionType } from 'graphql'
import { type Audience, type Cell, expectationOf } from './permissions.expected.js'
import type { Call, Subgraph } from './permissions-direct.js'
import type { Measured } from './permissions-gateway.js'
import { type Records, sampleOf } from './permissions-samples.js'
import { asTold, type FieldFault, type Verdict, verdictOf } from './permissions-verdict.js'
import { fieldsOf, toOperation } from './permissions-ways.js'

/** What names a record of each entity type. */
const KEYS: Readonly<Record<string, (records: Records) => Record<string, unknown>>> = {
  Product: () => ({ id: '1' }),
  Money: () => ({ minorUnits: 100, currency: 'EUR' }),
  User: ({ userId }) => ({ id: userId }),
  Ticket: ({ ticketId }) => ({ id: ticketId }),
  Payment: ({ paymentUuid }) => ({ uuid: paymentUuid }),
  Cart: ({ cartId }) => ({ id: cartId }),
}

/** What the gateway reads elsewhere and hands over as well. */
const REQUIRED: Readonly<Record<string, (records: Records) => Record<string, unknown>>> = {
  Ticket: ({ ticketToken, userId }) => ({ token: ticketToken, user: { id: userId } }),
  Payment: ({ userId }) => ({ user: { id: userId } }),
}

export function entitiesOf(schema: GraphQLSchema): readonly string[] {
  const entity = schema.getType('_Entity')
  return isUnionType(entity) ? entity.getTypes().map(({ name }) => name) : []
}

function keyOf(type: string, records: Records): Record<string, unknown> {
  const key = KEYS[type]?.(records)
  if (key === undefined) throw new Error(`say how a ${type} is named, in permissions-entities.ts`)
  return key
}

/** Whose records are asked for. `own` of a guest is nobody's. */
export type Whose = 'own' | 'strangers'

function verdictToCome(name: string, audience: Audience, whose: Whose): Verdict {
  const cell: Cell = expectationOf(name).cells[audience]
  const isSignedIn = audience !== 'guest'
  // A number, whosever it is, stands for what happened to the cart of whoever asks.
  if (name === 'Cart.history' && whose === 'strangers') return isSignedIn ? 'data' : 'nothing'
  if (cell === 'yes') return 'data'
  // Guests own nothing but a cart.
  return cell === 'own' && whose === 'own' && (isSignedIn || name.startsWith('Cart.')) ? 'data' : 'nothing'
}

export interface EntityQuestion {
  readonly audience: Audience
  readonly whose: Whose
  readonly records: Records
  readonly call: Call
}

/** What is wrong with the words of refusals: each names the rule of its field. */
const wrongWords = (type: string, errors: readonly FieldFault[]): readonly string[] =>
  errors
    .map(({ path = [], extensions = {} }) => ({ name: `${type}.${path.at(-1)}`, rule: extensions.rule }))
    .filter(({ name, rule }) => rule !== undefined && rule !== expectationOf(name).wall)
    .map(({ name, rule }) => `${name} was refused by the rule ${rule}`)

async function askEntity(
  subgraph: Subgraph,
  schema: GraphQLSchema,
  type: string,
  question: EntityQuestion,
): Promise<Measured> {
  const { audience, whose, records, call } = question
  const key = keyOf(type, records)
  // The key was given by whoever asks, so it tells nothing.
  const fields = fieldsOf(schema, type).filter((field) => !(field in key))
  const way = [{ type: 'Query', field: '_entities', leadsTo: type }]
  const document = toOperation(schema, way, { type, fields }, (field, onto) =>
    field === 'Query._entities' ? '(representations: $it)' : sampleOf(field, onto, records),
  ).replace('query', 'query ($it: [_Any!]!)')
  const variables = { it: [{ __typename: type, ...key, ...REQUIRED[type]?.(records) }] }
  const answer = await subgraph.execute({ document, variables, call })
  const rows = fields.map((field) => {
    const name = `${type}.${field}`
    const expected = verdictToCome(name, audience, whose)
    const measured = asTold(verdictOf(answer, way, { type, field }), expected)
    return { name, expected, measured }
  })
  const words = wrongWords(type, answer.errors ?? [])
  return {
    measured: Object.fromEntries([...rows.map((row) => [row.name, row.measured]), ['words', words]]),
    expected: Object.fromEntries([...rows.map((row) => [row.name, row.expected]), ['words', []]]),
  }
}

/** Every field of every entity of one subgraph, of a record that is named. */
export async function askEntities(
  subgraph: Subgraph,
  schema: GraphQLSchema,
  question: EntityQuestion,
): Promise<Measured> {
  const all = await Promise.all(entitiesOf(schema).map((type) => askEntity(subgraph, schema, type, question)))
  return {
    measured: Object.assign({}, ...all.map(({ measured }) => measured)),
    expected: Object.assign({}, ...all.map(({ expected }) => expected)),
  }
}
