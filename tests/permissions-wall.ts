// The rule that stands before each field itself, asked with a record made by hand: so every field of every type is
// measured, also of those that only a long story leads to.
import { type GraphQLSchema, isObjectType } from 'graphql'
import { type Audience, expectationOf, type Rule } from './permissions.expected.js'
import type { Caller } from './permissions-direct.js'
import type { Measured } from './permissions-gateway.js'
import type { Verdict } from './permissions-verdict.js'
import { fieldsOf, ROOTS, typesOf } from './permissions-ways.js'

export interface AtTheWall {
  readonly audience: Audience
  readonly caller: Caller
  /** Whether the record is the caller's. */
  readonly isOwn: boolean
}

/** The code of a refusal, thrown or answered; anything else was let through. */
function verdictOf(outcome: unknown): Verdict {
  const code = outcome instanceof Error && 'code' in outcome ? String(outcome.code) : ''
  return ['UNAUTHENTICATED', 'FORBIDDEN'].includes(code) ? code : 'let through'
}

function verdictToCome(wall: Rule, { audience, isOwn }: AtTheWall): Verdict {
  if (wall === 'public') return 'let through'
  if (audience === 'guest') return 'UNAUTHENTICATED'
  const names = wall.split(' or ')
  const allowed =
    wall === 'signed in' || names.includes(audience.toUpperCase()) || (names.includes('owner') && isOwn)
  return allowed ? 'let through' : 'FORBIDDEN'
}

/** Past the rule there is nothing to work with, so that whatever is let through fails without doing anything. */
async function verdictAt(
  schema: GraphQLSchema,
  name: string,
  { caller, isOwn }: AtTheWall,
): Promise<Verdict> {
  const [type = '', fieldName = ''] = name.split('.')
  const holder = schema.getType(type)
  const resolve = isObjectType(holder) ? holder.getFields()[fieldName]?.resolve : undefined
  if (resolve === undefined) return 'let through'
  const userId = caller?.userId ?? 0
  const record = { ownerId: isOwn ? userId : userId + 1, [fieldName]: 'something' }
  try {
    const info = { fieldName, path: { key: fieldName, prev: undefined, typename: type } }
    return verdictOf(await resolve(record, {}, { call: { caller } }, info as never))
  } catch (fault) {
    return verdictOf(fault)
  }
}

/** Every field of every type of one subgraph, roots included. */
export async function askTheWall(schema: GraphQLSchema, asking: AtTheWall): Promise<Measured> {
  const names = [...typesOf(schema), ...ROOTS].flatMap((type) =>
    fieldsOf(schema, type).map((field) => `${type}.${field}`),
  )
  const measured = await Promise.all(
    names.map(async (name) => [name, await verdictAt(schema, name, asking)] as const),
  )
  const expected = names.map((name) => [name, verdictToCome(expectationOf(name).wall, asking)] as const)
  return { measured: Object.fromEntries(measured), expected: Object.fromEntries(expected) }
}
