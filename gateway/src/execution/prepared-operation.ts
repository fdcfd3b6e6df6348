// An operation made ready once: planned and compiled; a request only runs it.
import { type DocumentNode, GraphQLError, type GraphQLSchema, getVariableValues } from 'graphql'
import { findOperation, type Operation } from './collect-fields.js'
import { compileEvidence } from './evident-variables.js'
import type { Fetch } from './execute-plan.js'
import { variablesOf } from './fetch-node.js'
import type { QueryPlan, ReadyNode, ReadySubscription } from './query-plan.js'
import { readyPlan } from './ready-plan.js'
import { type Answer, answerAfter, type Run, runPlan } from './run-plan.js'
import { answersTo, type Subscribe } from './subscribe.js'
import type { TypeKnowledge } from './type-condition.js'
import { createVariants } from './variants.js'

export type { Answer } from './run-plan.js'

type Variables = Readonly<Record<string, unknown>>

// Each quotes the value that it is about: without a bound a large value with many faults is quoted for each of them.
const MAX_ERRORS = 3

export interface PrepareOptions {
  /** Valid by the schema. */
  readonly document: DocumentNode
  readonly operationName: string | null
  readonly plan: QueryPlan
  /** What clients see. */
  readonly schema: GraphQLSchema
  /** What the plan was made of. */
  readonly supergraph: TypeKnowledge
}

export interface SubscribeOptions {
  readonly subscribe: Subscribe
  /** For what each event needs from other subgraphs. */
  readonly fetch: Fetch
}

export interface PreparedOperation {
  /** A query or a mutation. A subscription is answered with an error. */
  run(variables: Variables, fetch: Fetch): Promise<Answer>
  /**
   * One answer for each event; an event's errors are in its answer alone. Variables that are not allowed, and an operation
   * that is no subscription, give one answer without data. `return()` closes the source.
   */
  subscribe(variables: Variables, options: SubscribeOptions): AsyncIterableIterator<Answer>
}

/** What the variables of a request are refused for. */
class RefusedVariables extends Error {
  readonly errors: readonly GraphQLError[]

  constructor(errors: readonly GraphQLError[]) {
    super('refused')
    this.errors = errors
  }
}

/** Rethrows what is not the request's fault. */
function toAnswer(fault: unknown): Answer {
  if (fault instanceof RefusedVariables) return { errors: fault.errors }
  if (fault instanceof GraphQLError) return { errors: [fault] }
  throw fault
}

type Begin = (variables: Variables, fetch: Fetch) => Run

function beginWith({ schema, supergraph }: PrepareOptions, operation: Operation): Begin {
  const { variableDefinitions = [] } = operation.definition
  const areEvident = compileEvidence(schema, variableDefinitions)
  const variantFor = createVariants(schema, operation)

  function coerced(variables: Variables): Variables {
    const result = getVariableValues(schema, variableDefinitions, variables, { maxErrors: MAX_ERRORS })
    if (result.errors !== undefined) throw new RefusedVariables(result.errors)
    return result.coerced
  }

  return (variables, fetch) => {
    const variant = variantFor(areEvident(variables) ? variables : coerced(variables))
    return { operation, variant, fetch, schema: supergraph, variables, conditions: variant.values }
  }
}

async function* alone(answer: Answer): AsyncGenerator<Answer, undefined> {
  yield answer
  return undefined
}

function subscribeWith(begin: Begin, { primary, rest }: ReadySubscription): PreparedOperation['subscribe'] {
  return (variables, { subscribe, fetch }) => {
    try {
      const run = begin(variables, fetch)
      return answersTo({
        open: () => subscribe(primary, variablesOf(primary, variables)),
        answer: (event) => answerAfter(run, primary, event, rest),
      })
    } catch (fault) {
      return alone(toAnswer(fault))
    }
  }
}

const otherKind = (message: string): Answer => ({
  errors: [new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })],
})

function preparedWith(begin: Begin, plan: ReadyNode | ReadySubscription | null): PreparedOperation {
  if (plan?.kind === 'Subscription') {
    return {
      run: async () => otherKind('A subscription is not answered at once.'),
      subscribe: subscribeWith(begin, plan),
    }
  }
  return {
    async run(variables, fetch) {
      try {
        return await runPlan(begin(variables, fetch), plan)
      } catch (fault) {
        return toAnswer(fault)
      }
    },
    subscribe: () => alone(otherKind('Only a subscription can be subscribed to.')),
  }
}

/** The kind of the plan's first node that this executor does not know, where there is one. */
export function prepareOperation(options: PrepareOptions): PreparedOperation | { readonly unknown: string } {
  const operation = findOperation(options.document, options.operationName)
  if (operation === null) throw new GraphQLError('The document has no such operation.')
  const plan = readyPlan(options.plan)
  if (plan !== null && 'unknown' in plan) return plan
  return preparedWith(beginWith(options, operation), plan)
}
