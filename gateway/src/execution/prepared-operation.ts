// An operation made ready once: planned and compiled; a request only runs it.
import { GraphQLError, OperationTypeNode } from 'graphql'
import { isObject } from './answer-tree.js'
import { type Begin, beginWith, type PrepareOptions, toAnswer } from './begin-run.js'
import { findOperation } from './collect-fields.js'
import type { Fetch } from './execute-plan.js'
import { alone, refusedSubscription, type SubscribeTo, subscribeWith } from './prepared-subscription.js'
import type { ReadyNode, ReadySubscription } from './query-plan.js'
import { readyPlan } from './ready-plan.js'
import { type Answer, answerFrom, runPlan } from './run-plan.js'

export type { SubscribeOptions } from './prepared-subscription.js'
export type { Answer } from './run-plan.js'

type Variables = Readonly<Record<string, unknown>>

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
  readonly subscribe: SubscribeTo
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
