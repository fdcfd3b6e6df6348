// The processes of a log storm, and what they said.
import type { Acknowledged, Line } from './evidence.js'
import {
  type FollowerOrders,
  type FollowerReport,
  type RunningChild,
  startChild,
  type WriterOrders,
  type WriterReport,
} from './log-child.js'
import { createTally, type Tally } from './tally.js'

const WRITERS = 8

export interface Crew {
  /** By lane. */
  readonly acknowledged: ReadonlyMap<string, readonly Acknowledged[]>
  readonly promised: readonly string[]
  readonly refused: readonly string[]
  /** What the follower was given, over all of its lives. */
  readonly followed: readonly Line[]
  /** What happened that must not. */
  readonly failures: readonly string[]
  /** Counts acknowledgements and promises. */
  readonly tally: Tally
  /** The place of each process; the last is the follower's. */
  readonly places: number
  /** SIGKILL for the processes of these places. */
  kill(places: readonly number[]): Promise<void>
  /** Puts new ones in their places. */
  start(places: readonly number[]): void
}

export interface CrewOptions {
  readonly url: string
  readonly effectsUrl: string
  readonly seed: number
}

/** What was said, as it is heard. */
function createHearing() {
  const acknowledged = new Map<string, Acknowledged[]>()
  const promised: string[] = []
  const refused: string[] = []
  const failures: string[] = []
  const tally = createTally()
  const fail = (text: string) => {
    failures.push(text)
    tally.fail(new Error(text))
  }
  return {
    acknowledged,
    promised,
    refused,
    failures,
    tally,
    fail,
    hear(said: WriterReport): unknown {
      if ('failed' in said) return fail(said.failed)
      if ('refused' in said) return refused.push(said.refused)
      tally.add(1)
      if ('carried' in said) return
      if ('promised' in said) return promised.push(said.promised)
      const lane = acknowledged.get(said.lane) ?? []
      acknowledged.set(said.lane, lane)
      return lane.push(...said.acknowledged)
    },
  }
}

/** Eight writers and a follower, none of them running yet. */
export function createCrew({ url, effectsUrl, seed }: CrewOptions): Crew {
  const { hear, fail, ...heard } = createHearing()
  const followed: Line[] = []
  const running = new Map<number, RunningChild>()
  let lives = 0

  function startWriter(place: number): RunningChild {
    const name = `writer ${place} in life ${lives++}`
    return startChild<WriterOrders, WriterReport>({
      module: 'log-writer',
      orders: { name, url, seed: seed + 1000 * lives, effectsUrl },
      onReport: hear,
      onEnd: (code) => fail(`${name} ended with ${code}`),
    })
  }

  const startFollower = (): RunningChild =>
    startChild<FollowerOrders, FollowerReport>({
      module: 'log-follower',
      orders: { url, after: followed.at(-1)?.position ?? 0n },
      onReport: (lines) => followed.push(...lines),
      onEnd: (code) => fail(`the follower ended with ${code}`),
    })

  return {
    ...heard,
    followed,
    places: WRITERS + 1,
    async kill(places) {
      await Promise.all(places.map((place) => running.get(place)?.kill()))
      for (const place of places) running.delete(place)
    },
    start(places) {
      for (const place of places) running.set(place, place < WRITERS ? startWriter(place) : startFollower())
    },
  }
}
