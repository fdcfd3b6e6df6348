// How long a refusal takes must not tell how far the backend got: it looks at the password of a known address only.
import { setTimeout as sleep } from 'node:timers/promises'

export interface StepOptions {
  /** A refusal comes after a whole number of these; 0: at once. */
  readonly stepMs: number
  readonly now: () => number
  /** Resolves after so many milliseconds; default: by the clock. */
  readonly wait?: (milliseconds: number) => Promise<unknown>
}

/** The result of `work` at once, but its failure not before the next step. */
export async function refuseInStep<T>(
  { stepMs, now, wait = sleep }: StepOptions,
  work: () => Promise<T>,
): Promise<T> {
  const startedAt = now()
  try {
    return await work()
  } catch (fault) {
    if (stepMs > 0) await wait(stepMs - ((now() - startedAt) % stepMs))
    throw fault
  }
}
