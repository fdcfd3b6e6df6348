// The recorder of commands, put together. See commands.ts for what it promises.
import { conflict, createKeyQueue, createLockWaits, type Log } from '@ticketing/service-kit'
import type { EventLog } from '../event-log.js'
import { createAsking } from './asking.js'
import { createBackground } from './background.js'
import { createCarryingOut } from './carrying-out.js'
import type { Command, Commands, Settlers } from './commands.js'
import { createHoldings } from './holdings.js'
import { createRecording } from './recording.js'
import { createSettling } from './settling.js'
import { createSweeper } from './sweeper.js'
import { createTaking } from './taking.js'
import { createWaiting, type Waiting } from './waiting.js'

const SETTLE_EVERY_MS = 5_000

export interface CommandsOptions {
  readonly eventLog: EventLog
  /** Of the commands that this process can ask about. */
  readonly settlers: Settlers
  /** Epoch milliseconds. */
  readonly now: () => number
  /** A new UUID. */
  readonly newId: () => string
  readonly log: Log
  /** How often to look for commands whose senders are gone, in milliseconds; default 5000. */
  readonly settleEveryMs?: number
  /** Milliseconds that only ever go forward; default `performance.now`. */
  readonly monotonicMs?: () => number
  /** From 0 inclusive to 1 exclusive; default `Math.random`. */
  readonly random?: () => number
}

/** Close it before the log. */
export function createCommands(options: CommandsOptions): Commands {
  const { eventLog, settlers, now, newId, log, settleEveryMs = SETTLE_EVERY_MS } = options
  const { monotonicMs = () => performance.now(), random = Math.random } = options
  const parts = { eventLog, now, newId, log, monotonicMs, random }
  const background = createBackground()
  const holdings = createHoldings()
  const lines = createKeyQueue(1)
  const waits = createLockWaits(now)
  const untilAnswered = createAsking({ now, random })
  // What waits settles what it meets, and settling waits for other streams.
  const settling = createSettling({ ...parts, settlers, closing: background.closing, waiting: () => waiting })
  const waiting: Waiting = createWaiting({ ...parts, untilAnswered, waits, settle: settling.settle })
  const take = createTaking({ ...parts, waiting, background })
  const carryOut = createCarryingOut({ ...parts, waiting, settling, background })
  const record = createRecording({ ...parts, waiting })
  const sweeper = createSweeper({ eventLog, settlers, settling, everyMs: settleEveryMs, random, log })
  const running = new Set<Promise<unknown>>()

  async function inLine<T>(
    stream: string,
    wait: Pick<Command, 'deadline' | 'signal'>,
    work: () => Promise<T>,
  ): Promise<T> {
    holdings.refuse(stream)
    const { deadline, signal } = wait
    const options = { deadline, onTimeout: conflict, ...(signal && { signal }) }
    return waits.inLine({ queue: lines, key: stream }, options, work)
  }

  async function tracked<T>(work: Promise<T>): Promise<T> {
    running.add(work)
    return work.finally(() => running.delete(work))
  }

  return {
    run: (command, work) =>
      tracked(
        inLine(command.stream, command, async () => {
          const taken = await take(command)
          return holdings.hold(command.stream, () => carryOut(command, taken, work))
        }),
      ),
    async record(events, context) {
      const streams = [...new Set(events.map(({ stream }) => stream))].sort()
      const inAllLines = streams.reduceRight<() => Promise<void>>(
        (work, stream) => () => inLine(stream, context, work),
        () => record(events, context),
      )
      await tracked(inAllLines())
    },
    settleAbandoned: sweeper.sweep,
    async close() {
      background.end()
      await sweeper.stop()
      await Promise.allSettled(running)
      await background.close()
    },
  }
}
