// The answers to a subscription, however it ends up: subscribed to, refused, or none at all.
import { type Begin, toAnswer } from './begin-run.js'
import type { Fetch } from './execute-plan.js'
import { variablesOf } from './fetch-node.js'
import type { ReadySubscription } from './query-plan.js'
import { type Answer, answerAfter, runPlan } from './run-plan.js'
import { answersTo, type Subscribe } from './subscribe.js'

type Variables = Readonly<Record<string, unknown>>

export interface SubscribeOptions {
  readonly subscribe: Subscribe
  /** For what each event needs from other subgraphs. */
  readonly fetch: Fetch
}

/** `return()` closes the source. */
export type SubscribeTo = (variables: Variables, options: SubscribeOptions) => AsyncIterableIterator<Answer>

/** One answer, and no more. */
export async function* alone(answer: Answer): AsyncGenerator<Answer, undefined> {
  yield answer
  return undefined
}

export function subscribeWith(begin: Begin, { primary, rest }: ReadySubscription): SubscribeTo {
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
export const refusedSubscription = (begin: Begin): SubscribeTo =>
  async function* once(variables, { fetch }) {
    try {
      yield await runPlan(begin(variables, fetch), null)
    } catch (fault) {
      yield toAnswer(fault)
    }
  }
