// Each keyed request is run once: the first is told to run it, the others get its answer, on whichever gateway they come.
import { setTimeout as pause } from 'node:timers/promises'
import type { Database, Log } from '@ticketing/service-kit'
import { createBoxSeal, derivedKeys } from '@ticketing/session'
import { type KeptAnswer, openAnswer, sealAnswer } from './kept-answer.js'
import { firstOutcomeUnknown, keyReused, stillRunning } from './key-refusals.js'
import { type KeyedRequest, toRequestPlace } from './request-place.js'
import { type Attempt, RequestTable, type Standing } from './request-table.js'
import { createSweeper } from './sweeper.js'
import { createWriter } from './writer.js'

const KEEP_MS = 7 * 24 * 60 * 60 * 1000
/** How long after its deadline whoever runs a request may still say how it ended. */
const GRACE_MS = 5_000
const CLOSE_MS = 5_000
const LOOK_AGAIN_MS = { first: 20, longest: 500 }

/** The right to run a request; one of its three ends must be called. None of them rejects, or takes longer than a second. */
export interface Turn {
  /** What repetitions get. */
  keep(answer: KeptAnswer): Promise<void>
  /** Something may have been done, but there is no answer to repeat. */
  lose(): Promise<void>
  /** Nothing was done: the key is free again. */
  free(): Promise<void>
}

/** How long somebody waits for the answer to the first request. */
export interface Waiting {
  /** Epoch milliseconds. */
  readonly deadline: number
  /** Aborts at the deadline. */
  readonly signal: AbortSignal
  readonly hasLeft: () => boolean
}

export type Begun =
  | { readonly kind: 'first'; readonly turn: Turn }
  | { readonly kind: 'repeated'; readonly answer: KeptAnswer }

export interface KeptAnswers {
  /**
   * Waits while another runs the same request. Throws IDEMPOTENCY_KEY_REUSED, CONFLICT when it takes too long,
   * CONFLICT with `outcomeUnknown`, and SERVICE_UNAVAILABLE while the database is away: nothing may be run then.
   */
  begin(request: KeyedRequest, waiting: Waiting): Promise<Begun>
  /** Waits some seconds for what was begun here; what is not written then is given up. */
  close(): Promise<void>
}

export interface KeptAnswersOptions {
  /** With schema `gateway`: see gatewayMigrations. */
  readonly database: Pick<Database, 'query'>
  /** SESSION_SECRET: one or several separated by commas. */
  readonly secret: string
  readonly log: Log
  /** Epoch milliseconds. */
  readonly now: () => number
  /** A new UUID. */
  readonly randomId: () => string
}

const nameOf = ({ place }: Attempt): string => `${place.scopes[0]} ${place.key}`

export function createKeptAnswers({ database, secret, log, now, randomId }: KeptAnswersOptions): KeptAnswers {
  const table = new RequestTable(database, KEEP_MS)
  const seal = createBoxSeal({ secret, purpose: 'kept answers/1' })
  const hashKeys = derivedKeys(secret, 'requests with an Idempotency-Key/1')
  const sweep = createSweeper(table, log, now)
  const givenUp = new AbortController()
  const write = createWriter(log, now, givenUp.signal)
  /** What is run here, until its end is written. */
  const running = new Map<string, Promise<void>>()

  function turnOf(attempt: Attempt, until: number): Turn {
    const name = nameOf(attempt)
    let ended = (): void => {}
    running.set(
      name,
      new Promise((resolve) => {
        ended = resolve
      }),
    )
    const end = (statement: () => Promise<void>) =>
      write(statement, until, () => {
        running.delete(name)
        ended()
      })
    return {
      keep: (answer) => end(() => table.finish(attempt, sealAnswer(seal, answer, name))),
      lose: () => end(() => table.finish(attempt, null)),
      free: () => end(() => table.release(attempt)),
    }
  }

  async function claim(attempt: Attempt, until: number): Promise<Standing | null> {
    try {
      return await table.claim(attempt, until - now())
    } catch (fault) {
      // It may have been written all the same, and nothing was sent.
      void write(() => table.release(attempt), until)
      throw fault
    }
  }

  function readStanding(standing: Standing, { place }: Attempt): KeptAnswer | 'running' {
    if (standing.kind === 'other') throw keyReused()
    if (standing.kind !== 'done') {
      if (standing.kind === 'running') return 'running'
      throw firstOutcomeUnknown()
    }
    const { scope, answer } = standing
    const opened = answer && openAnswer(seal, answer, `${scope} ${place.key}`)
    if (opened === null) throw firstOutcomeUnknown()
    return opened
  }

  async function untilLookingAgain(attempt: Attempt, looks: number, waiting: Waiting): Promise<void> {
    const { signal, hasLeft } = waiting
    const milliseconds = Math.min(LOOK_AGAIN_MS.first * 1.5 ** looks, LOOK_AGAIN_MS.longest)
    await Promise.race([
      pause(milliseconds, undefined, { signal }).catch(() => undefined),
      ...[running.get(nameOf(attempt)) ?? []].flat(),
    ])
    if (signal.aborted || hasLeft()) throw stillRunning()
  }

  return {
    async begin(request, waiting) {
      sweep()
      const attempt: Attempt = { place: toRequestPlace(request, hashKeys), attempt: randomId() }
      const until = waiting.deadline + GRACE_MS
      let standing = await claim(attempt, until)
      for (let looks = 0; ; looks += 1) {
        if (standing?.kind === 'mine') return { kind: 'first', turn: turnOf(attempt, until) }
        const answer = standing === null ? 'running' : readStanding(standing, attempt)
        if (answer !== 'running') return { kind: 'repeated', answer }
        if (standing !== null) await untilLookingAgain(attempt, looks, waiting)
        standing = (standing && (await table.look(attempt.place))) ?? (await claim(attempt, until))
      }
    },
    async close() {
      const ended = new AbortController()
      const late = pause(CLOSE_MS, undefined, { signal: ended.signal }).catch(() => undefined)
      await Promise.race([Promise.all(running.values()), late])
      ended.abort()
      givenUp.abort()
    },
  }
}
