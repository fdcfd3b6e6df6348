// The table through the gateway: each field of each type, by the best way that the person has.
import type { GraphQLSchema } from 'graphql'
import type { Person } from './journey/people.js'
import { type Audience, type Cell, expectationOf } from './permissions.expected.js'
import { PREPARATIONS, RESTORATIONS, type Records, sampleOf } from './permissions-samples.js'
import { asGiven, asTold, type Verdict, verdictOf } from './permissions-verdict.js'
import {
  fieldsOf,
  nameOf,
  type Step,
  toOperation,
  typesOf,
  type Way,
  waysFrom,
  waysFromRoots,
} from './permissions-ways.js'
import type { World } from './permissions-world.js'

/** What came and what was to come, by `Type.field`. */
export interface Measured {
  readonly measured: Readonly<Record<string, Verdict>>
  readonly expected: Readonly<Record<string, Verdict>>
}

const refusalOf = (audience: Audience): string => (audience === 'guest' ? 'UNAUTHENTICATED' : 'FORBIDDEN')

/** To a guest `me` is null and no refusal: nothing can be measured behind it. */
const isBlind = (step: Step, audience: Audience): boolean =>
  audience === 'guest' && nameOf(step) === 'Query.me'

const cellOf = (name: string, audience: Audience): Cell => expectationOf(name).cells[audience]

/** What one person asks of one type. */
export interface Question {
  readonly type: string
  readonly way: Way
  /** The first step on the way that is not for this person; null: the way is open. */
  readonly closedAt: Step | null
}

const toQuestion = (type: string, way: Way, isOpen: (step: Step) => boolean): Question => ({
  type,
  way,
  closedAt: way.find((step) => !isOpen(step)) ?? null,
})

async function ask(schema: GraphQLSchema, who: Person, records: Records, { type, way }: Question) {
  const fields = fieldsOf(schema, type)
  const operation = toOperation(schema, way, { type, fields }, (field, onto) =>
    sampleOf(field, onto, records),
  )
  const preparation = PREPARATIONS[type]
  if (preparation !== undefined && who.token !== null) await who.ask(preparation)
  const answer = await who.try<unknown>(operation)
  return fields.map((field) => ({
    name: `${type}.${field}`,
    verdict: verdictOf(answer, way, { type, field }),
  }))
}

const toExpected = (
  schema: GraphQLSchema,
  questions: readonly Question[],
  verdictToCome: (name: string, question: Question) => Verdict,
): Measured['expected'] =>
  Object.fromEntries(
    questions.flatMap((question) =>
      fieldsOf(schema, question.type).map((field): [string, Verdict] => {
        const name = `${question.type}.${field}`
        return [name, verdictToCome(name, question)]
      }),
    ),
  )

/** A question for each type, by the best way that the person has among what is his own. */
export function ownQuestions(schema: GraphQLSchema, audience: Audience): readonly Question[] {
  const isOpen = (step: Step) => cellOf(nameOf(step), audience) !== 'no' && !isBlind(step, audience)
  const open = waysFromRoots(schema, isOpen)
  const all = waysFrom(schema, open, (step) => !isBlind(step, audience))
  return typesOf(schema).map((type) => {
    const way = all.get(type)
    if (way === undefined) throw new Error(`no way leads to ${type}`)
    return toQuestion(type, way, isOpen)
  })
}

/** A person asks for everything, by way of what is his own. */
export async function askOwn(
  schema: GraphQLSchema,
  { people, own }: World,
  audience: Audience,
): Promise<Measured> {
  const questions = ownQuestions(schema, audience)
  const isCommand = ({ way }: Question) => way[0]?.type === 'Mutation'
  const send = (question: Question) => ask(schema, people[audience], own[audience], question)
  const answers = await Promise.all(questions.filter((question) => !isCommand(question)).map(send))
  for (const question of questions.filter(isCommand)) {
    answers.push(await send(question))
    const restoration = question.closedAt === null ? RESTORATIONS[question.type] : undefined
    if (restoration !== undefined) await people.admin.ask(restoration(own[audience]))
  }
  const expected = toExpected(schema, questions, (name, { closedAt }) => {
    if (closedAt !== null) return `${refusalOf(audience)} at ${nameOf(closedAt)}`
    return cellOf(name, audience) === 'no' ? `${refusalOf(audience)} at ${name}` : 'data'
  })
  const given = answers.flat().map(({ name, verdict }) => [name, asGiven(verdict)])
  return { measured: Object.fromEntries(given), expected }
}

/** The fields at which a record of anybody can be named, and so the ways to what is not one's own. */
const NAMING: readonly string[] = ['Query.user', 'Query.ticket', 'Query.payment']

function strangersQuestions(schema: GraphQLSchema, audience: Audience): readonly Question[] {
  const mayTake = (step: Step) => step.type !== 'Query' || NAMING.includes(nameOf(step))
  const isOpen = (step: Step) => cellOf(nameOf(step), audience) === 'yes'
  const open = waysFrom(schema, new Map([['Query', []]]), (step) => mayTake(step) && isOpen(step))
  const all = waysFrom(schema, open, mayTake)
  const isPrivate = (type: string) =>
    fieldsOf(schema, type).some((field) => cellOf(`${type}.${field}`, 'guest') !== 'yes')
  return typesOf(schema).flatMap((type) => {
    const way = all.get(type)
    return way !== undefined && isPrivate(type) ? [toQuestion(type, way, isOpen)] : []
  })
}

/**
 * A person asks for what belongs to somebody else. What is not for him is refused, or is as absent as what was never
 * there; both are written down as `nothing`.
 */
export async function askStrangers(
  schema: GraphQLSchema,
  { people, strangers }: World,
  audience: Audience,
): Promise<Measured> {
  const questions = strangersQuestions(schema, audience)
  const answers = await Promise.all(
    questions.map((question) => ask(schema, people[audience], strangers, question)),
  )
  const expected = toExpected(schema, questions, (name, { closedAt }) =>
    closedAt === null && cellOf(name, audience) === 'yes' ? 'data' : 'nothing',
  )
  const told = answers.flat().map(({ name, verdict }) => [name, asTold(verdict, expected[name] ?? '')])
  return { measured: Object.fromEntries(told), expected }
}
