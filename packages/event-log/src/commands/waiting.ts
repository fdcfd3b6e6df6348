// Waiting until nobody is at work on a stream: asked again and again, and what was left behind is settled on the way.
import { conflict, type LockWaits, unlessAborted } from '@ticketing/service-kit'
import type { Append, AppendResult, OpenIntent } from '../event-log.js'
import { pause } from '../pause.js'
import { silent, type UntilAnswered } from './asking.js'
import type { Command, Settlers } from './commands.js'
import type { CommandParts } from './parts.js'

const SHORTEST_MS = 4
const LONGEST_MS = 50
const GROWTH = 1.4
/** An intent that could not be settled is looked at again after this. */
const LOOK_AGAIN_MS = 500
/** For how long a database that fails is asked again, where nothing was done yet. */
const FAILING_MS = 1_000

type Conflict = Extract<AppendResult, { kind: 'conflict' }>

export interface Wait {
  /** Epoch ms: the last conflict is the result then. */
  readonly until: number
  readonly giveUp: AbortSignal
  /** A conflict on this stream is the result at once. */
  readonly own?: string
  /** Until when (epoch ms) a database that fails is asked again; default one second, and `until`. */
  readonly failingUntil?: number
  /** What is met, and its patience over, is settled: by these before those of the process. Default: it is not. */
  readonly settlers?: Settlers
}

/** What is sent again while its answer is lost. */
type Try = () => Promise<AppendResult>

export interface Waiting {
  /** Appends as soon as the streams are free. */
  append(batches: readonly Append[], wait: Wait): Promise<AppendResult>
  /**
   * The same by a deadline, each try made anew. Throws CONFLICT when it was not free by then or the signal aborted,
   * SERVICE_UNAVAILABLE when the log cannot be written. Resolves with the versions.
   */
  appendByDeadline(
    newTry: () => Try,
    by: Pick<Command, 'deadline' | 'signal' | 'settlers'>,
  ): Promise<readonly number[]>
}

export interface WaitingParts extends CommandParts {
  readonly untilAnswered: UntilAnswered
  readonly waits: LockWaits
  readonly settle: (intent: OpenIntent, settlers: Settlers) => Promise<boolean>
}

export function createWaiting(parts: WaitingParts): Waiting {
  const { eventLog, now, monotonicMs, random, untilAnswered, waits, settle } = parts

  /** Resolves with whether it is worth asking at once. */
  function createLookout({ giveUp, settlers }: Wait, failingUntil: () => number) {
    let seen = { stream: '', version: 0, lookAt: 0, abandoned: false }
    return async ({ stream, version, open }: Conflict): Promise<boolean> => {
      if (!open || settlers === undefined) return false
      const again = seen.stream === stream && seen.version === version
      if (again && monotonicMs() < seen.lookAt) return false
      const intent = await untilAnswered(() => eventLog.openIntent(stream), { until: failingUntil(), giveUp })
      if (intent === null) return true
      const abandoned = intent.remainingMs <= 0
      const forMs = abandoned ? LOOK_AGAIN_MS : intent.remainingMs
      // The caller's own settlers are asked once; how often the others are is for them to say.
      const given = again && seen.abandoned ? {} : settlers
      seen = { stream, version: intent.version, lookAt: monotonicMs() + forMs, abandoned }
      return abandoned && unlessAborted(giveUp, settle(intent, given))
    }
  }

  async function appendWith(newTry: () => Try, wait: Wait): Promise<AppendResult> {
    const failingUntil = () => wait.failingUntil ?? Math.min(wait.until, now() + FAILING_MS)
    const isFree = createLookout(wait, failingUntil)
    for (let tries = 0; ; tries += 1) {
      const ask = { until: failingUntil(), giveUp: wait.giveUp }
      const result = await untilAnswered(newTry(), ask)
      if (result.kind === 'appended' || result.stream === wait.own || now() >= wait.until) return result
      if (await isFree(result)) continue
      const mostMs = Math.min(LONGEST_MS, SHORTEST_MS * GROWTH ** tries)
      await pause(SHORTEST_MS + random() * (mostMs - SHORTEST_MS), wait.giveUp)
    }
  }

  return {
    append: (batches, wait) => appendWith(() => () => eventLog.append(batches), wait),
    async appendByDeadline(newTry, { deadline, signal, settlers = {} }) {
      let met = false
      const options = { deadline, onTimeout: () => (met ? conflict() : silent()), ...(signal && { signal }) }
      const noticing = () => {
        const ask = newTry()
        return async () => {
          const result = await ask()
          met ||= result.kind === 'conflict'
          return result
        }
      }
      const result = await waits.patiently(options, (giveUp) =>
        appendWith(noticing, { until: deadline, giveUp, settlers }),
      )
      if (result.kind === 'conflict') throw conflict()
      return result.versions
    },
  }
}
