// A running subscription: each event of its source becomes an answer.
import type { FetchedOperation, FetchResult } from './execute-plan.js'
import type { Answer } from './run-plan.js'

/** Opens the source of a subscription's events. Rejects, or its iteration does, where it cannot be had or breaks. */
export type Subscribe = (
  fetch: FetchedOperation,
  variables: Readonly<Record<string, unknown>>,
) => AsyncIterable<FetchResult> | Promise<AsyncIterable<FetchResult>>

export interface SubscriptionOptions {
  /** Called once, when the first answer is asked for. */
  readonly open: () => AsyncIterable<FetchResult> | Promise<AsyncIterable<FetchResult>>
  readonly answer: (event: FetchResult) => Promise<Answer>
}

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined }

/**
 * Ends when the source ends, and throws what it throws. Whoever stops listening closes the source at once, also while an
 * event is being waited for.
 */
export function answersTo({ open, answer }: SubscriptionOptions): AsyncIterableIterator<Answer> {
  let opened: Promise<AsyncIterator<FetchResult>> | null = null
  let isClosed = false

  const source = () => {
    opened ??= (async () => (await open())[Symbol.asyncIterator]())()
    return opened
  }

  return {
    [Symbol.asyncIterator]() {
      return this
    },
    async next() {
      if (isClosed) return DONE
      const event = await (await source()).next()
      if (event.done === true) isClosed = true
      return isClosed || event.done === true ? DONE : { done: false, value: await answer(event.value) }
    },
    async return() {
      isClosed = true
      if (opened !== null) await (await opened).return?.()
      return DONE
    },
    async throw(fault) {
      isClosed = true
      if (opened !== null) await (await opened).throw?.(fault)
      throw fault
    },
  }
}
