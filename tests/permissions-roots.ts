// The root fields, one by one: commands that are refused come first, and those that are let through do no harm.
import type { GraphQLSchema } from 'graphql'
import { type Audience, expectationOf } from './permissions.expected.js'
import type { Measured } from './permissions-gateway.js'
import { type Records, sampleOf } from './permissions-samples.js'
import { type AnswerToRead, type Verdict, verdictOf } from './permissions-verdict.js'
import { fieldsOf, toOperation } from './permissions-ways.js'

/** Sends an operation as this person, wherever to. */
export type Send = (operation: string) => Promise<AnswerToRead>

// Whatever a field that was let through says then, it is no refusal.
const letThrough = (verdict: Verdict): Verdict => (/ at /.test(verdict) ? verdict : 'let through')

const verdictToCome = (name: string, audience: Audience): Verdict => {
  if (expectationOf(name).cells[audience] !== 'no') return 'let through'
  return `${audience === 'guest' ? 'UNAUTHENTICATED' : 'FORBIDDEN'} at ${name}`
}

/** Signing out comes last, since nothing is left to ask with then. */
const lastOfAll = (field: string): number => Number(field === 'logout')

/** Refused ones first. */
const commandsOf = (schema: GraphQLSchema, audience: Audience): readonly string[] => {
  const isRefused = (field: string) => expectationOf(`Mutation.${field}`).cells[audience] === 'no'
  const fields = fieldsOf(schema, 'Mutation').toSorted((a, b) => lastOfAll(a) - lastOfAll(b))
  return [...fields.filter(isRefused), ...fields.filter((field) => !isRefused(field))]
}

/** All queries in one operation, then each command in its own. */
export async function askRoots(
  schema: GraphQLSchema,
  audience: Audience,
  records: Records,
  send: Send,
): Promise<Measured> {
  const read = async (type: string, fields: readonly string[]): Promise<[string, Verdict][]> => {
    const asked = { type, fields }
    const answer = await send(toOperation(schema, [], asked, (field, onto) => sampleOf(field, onto, records)))
    return fields.map((field) => [`${type}.${field}`, letThrough(verdictOf(answer, [], { type, field }))])
  }
  const measured = await read('Query', fieldsOf(schema, 'Query'))
  for (const command of commandsOf(schema, audience)) measured.push(...(await read('Mutation', [command])))
  const expected = measured.map(([name]) => [name, verdictToCome(name, audience)])
  return { measured: Object.fromEntries(measured), expected: Object.fromEntries(expected) }
}
