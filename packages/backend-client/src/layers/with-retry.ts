// Tries a GET again when the backend was not reached or said 502, 503 or 504. A command is never repeated.
import { setTimeout as sleep } from 'node:timers/promises'
import { BackendUnreachable } from '../backend-error.js'
import type { RetryBudget } from '../retry-budget.js'
import { isCommand, type Send, type WireHead, type WireRequest } from '../wire.js'

export interface RetryOptions {
  readonly now: () => number
  readonly random: () => number
  readonly budget: RetryBudget
  /** In all, the first included. */
  readonly attempts: number
  /** The pause doubles from here; half of it is chance. */
  readonly baseDelayMs: number
  readonly onRetry: (route: string) => void
}

export function withRetry<A extends WireHead>(next: Send<A>, options: RetryOptions): Send<A> {
  return async (request) => {
    if (isCommand(request)) return next(request)
    options.budget.earn()
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await tryOnce(next, request)
      const pause = pauseAfter(outcome, attempt, request, options)
      if (pause === null) return settle(outcome)
      options.onRetry(request.route)
      await pauseFor(pause, request.signal)
    }
  }
}

type Outcome<A> = { readonly answer: A } | { readonly error: unknown }

async function tryOnce<A extends WireHead>(next: Send<A>, request: WireRequest): Promise<Outcome<A>> {
  try {
    return { answer: await next(request) }
  } catch (error) {
    return { error }
  }
}

/** Milliseconds to wait before the next attempt, or null where there is none. */
function pauseAfter<A extends WireHead>(
  outcome: Outcome<A>,
  attempt: number,
  request: WireRequest,
  { now, random, budget, attempts, baseDelayMs }: RetryOptions,
): number | null {
  if (attempt >= attempts || !mayPass(outcome) || request.signal.aborted) return null
  const backoff = baseDelayMs * 2 ** (attempt - 1) * (0.5 + random() / 2)
  const asked = 'answer' in outcome ? (outcome.answer.headers.retryAfter ?? 0) * 1000 : 0
  const pause = Math.max(backoff, asked)
  if (now() + pause >= request.deadline) return null
  return budget.spend() ? pause : null
}

function mayPass<A extends WireHead>(outcome: Outcome<A>): boolean {
  if ('error' in outcome) return outcome.error instanceof BackendUnreachable
  return [502, 503, 504].includes(outcome.answer.status)
}

function settle<A>(outcome: Outcome<A>): A {
  if ('error' in outcome) throw outcome.error
  return outcome.answer
}

async function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal })
  } catch {
    throw signal.reason
  }
}
