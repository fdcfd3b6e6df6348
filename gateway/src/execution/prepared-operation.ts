// An operation made ready once: planned and compiled; a request only runs it.
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  OperationTypeNode,
} from 'graphql'
import type { RefusalOf } from '../access/audience.js'
import { isObject } from './answer-tree.js'
import type { AskedOperation } from './asked-fields.js'
import { findOperation, type Operation } from './collect-fields.js'
import { compileEvidence } from './evident-variables.js'
import type { Fetch } from './execute-plan.js'
import { variablesOf } from './fetch-node.js'
import type { QueryPlan, ReadyNode, ReadySubscription } from './query-plan.js'
import { readyPlan } from './ready-plan.js'
import { type Answer, answerAfter, answerFrom, type Run, runPlan } from './run-plan.js'
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
  /** Of the operation without what is refused; null: it needs no subgraph. */
  readonly plan: QueryPlan | null
  /** What clients see. */
  readonly schema: GraphQLSchema
  /** The fields that are not in the plan, since whoever asks may not see them; default none. */
  readonly refusalOf?: RefusalOf | null
  /** What introspection shows; default `schema`. */
  readonly introspected?: GraphQLSchema
  /** Whether errors about variables may name what the client did not (default); they know the whole schema. */
  readonly suggests?: boolean
  /** What the plan was made of. */
  readonly supergraph: TypeKnowledge
}

export interface SubscribeOptions {
  readonly subscribe: Subscribe
  /** For what each event needs from other subgraphs. */
  readonly fetch: Fetch
}

/** An operation that only stock's executor can run. */
export interface StockOperation {
  /** The plan's first node that ours does not know. */
  readonly unknown: string
  /** The client's answer, from what stock answers to the planned operation. */
  complete(variables: Variables, answer: Answer): Answer
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

function beginWith(options: PrepareOptions, operation: Operation): Begin {
  const { schema, supergraph, refusalOf = null, introspected = schema, suggests = true } = options
  const { variableDefinitions = [] } = operation.definition
  const areEvident = compileEvidence(schema, variableDefinitions)
  const asked: AskedOperation = { schema, operation, refusalOf }
  const variantFor = createVariants(asked, introspected)

  function coerced(variables: Variables): Variables {
    const result = getVariableValues(schema, variableDefinitions, variables, {
      maxErrors: MAX_ERRORS,
      hideSuggestions: !suggests,
    })
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

/** Of a subscription that is refused whole: nothing is subscribed to, and its one answer says why. */
const refusedSubscription = (begin: Begin): PreparedOperation['subscribe'] =>
  async function* once(variables, { fetch }) {
    try {
      yield await runPlan(begin(variables, fetch), null)
    } catch (fault) {
      yield toAnswer(fault)
    }
  }

const otherKind = (message: string): Answer => ({
  errors: [new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })],
})

const NOT_AT_ONCE = async () => otherKind('A subscription is not answered at once.')

function preparedSubscription(begin: Begin, plan: ReadySubscription | null): PreparedOperation {
  return {
    run: NOT_AT_ONCE,
    subscribe: plan === null ? refusedSubscription(begin) : subscribeWith(begin, plan),
  }
}

function preparedWith(begin: Begin, plan: ReadyNode | null): PreparedOperation {
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

function stockWith(begin: Begin, unknown: string): StockOperation {
  return {
    unknown,
    complete(variables, answer) {
      if (!isObject(answer.data)) return answer
      const run = begin(variables, async () => ({}))
      const { errors = [], ...completed } = answerFrom(run, answer.data, [])
      const all = [...(answer.errors ?? []), ...errors]
      return all.length === 0 ? completed : { ...completed, errors: all }
    },
  }
}

export function prepareOperation(options: PrepareOptions): PreparedOperation | StockOperation {
  const operation = findOperation(options.document, options.operationName)
  if (operation === null) throw new GraphQLError('The document has no such operation.')
  const begin = beginWith(options, operation)
  const plan = options.plan && readyPlan(options.plan)
  if (plan !== null && 'unknown' in plan) return stockWith(begin, plan.unknown)
  if (plan?.kind === 'Subscription') return preparedSubscription(begin, plan)
  const isSubscription = operation.definition.operation === OperationTypeNode.SUBSCRIPTION
  return plan === null && isSubscription ? preparedSubscription(begin, null) : preparedWith(begin, plan)
}
