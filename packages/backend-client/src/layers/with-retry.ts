// Tries a GET again when the backend was not reached or said 502, 503 or 504. A command is never repeated.
import { BackendUnreachable } from '../backend-error.js'
import type { RetryBudget } from '../retry-budget.js'
import type { Wait } from '../wait.js'
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
  return async (request, wait) => {
    if (isCommand(request)) return next(request, wait)
    options.budget.earn()
    for (let attempt = 1; ; attempt += 1) {
      const tried: Attempt = { number: attempt, request, wait }
      const pause = await tryOnce(next, tried, options)
      if (typeof pause !== 'number') return pause
      options.onRetry(request.route)
      await pauseFor(pause, wait)
    }
  }
}

interface Attempt {
  readonly number: number
  readonly request: WireRequest
  readonly wait: Wait
}

/** The answer, or how many milliseconds to wait before the next attempt. Throws where there is neither. */
async function tryOnce<A extends WireHead>(
  next: Send<A>,
  attempt: Attempt,
  options: RetryOptions,
): Promise<A | number> {
  try {
    const answer = await next(attempt.request, attempt.wait)
    if (!MAY_PASS.has(answer.status)) return answer
    return pauseAfter(attempt, answer.headers.retryAfter, options) ?? answer
  } catch (error) {
    const pause = error instanceof BackendUnreachable ? pauseAfter(attempt, null, options) : null
    if (pause === null) throw error
    return pause
  }
}

const MAY_PASS: ReadonlySet<number> = new Set([502, 503, 504])

/** Null where there is no further attempt. `retryAfter`: seconds that the backend asks for. */
function pauseAfter(
  { number, request, wait }: Attempt,
  retryAfter: number | null,
  { now, random, budget, attempts, baseDelayMs }: RetryOptions,
): number | null {
  if (number >= attempts || wait.endedBy !== null) return null
  const backoff = baseDelayMs * 2 ** (number - 1) * (0.5 + random() / 2)
  const pause = Math.max(backoff, (retryAfter ?? 0) * 1000)
  if (now() + pause >= request.deadline) return null
  return budget.spend() ? pause : null
}

function pauseFor(milliseconds: number, wait: Wait): Promise<void> {
  return new Promise((resolve, reject) => {
    if (wait.endedBy !== null) return reject(wait.endedBy)
    const timer = setTimeout(resolve, milliseconds)
    wait.onEnd = (reason) => {
      clearTimeout(timer)
      reject(reason)
    }
  })
}
