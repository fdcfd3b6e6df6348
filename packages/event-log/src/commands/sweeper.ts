// Looks every few seconds for commands whose senders are gone.
import type { Log } from '@ticketing/service-kit'
import type { EventLog } from '../event-log.js'
import type { Settlers } from './commands.js'
import type { Settling } from './settling.js'

const AT_A_TIME = 4
const MOST_IN_ONE_SWEEP = 50

export interface Sweeper {
  /** How many were closed. */
  sweep(): Promise<number>
  stop(): Promise<void>
}

export interface SweeperOptions {
  readonly eventLog: EventLog
  readonly settlers: Settlers
  readonly settling: Settling
  readonly everyMs: number
  readonly random: () => number
  readonly log: Log
}

export function createSweeper(options: SweeperOptions): Sweeper {
  const { eventLog, settlers, settling, everyMs, random, log } = options
  const commands = Object.keys(settlers)
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let current: Promise<unknown> = Promise.resolve()

  async function sweep(): Promise<number> {
    // Those that rest are found again, and must not hide the others.
    const found = await eventLog.abandonedIntents(commands, MOST_IN_ONE_SWEEP + settling.resting())
    settling.keep(new Set(found.map(({ event }) => event.id)))
    const intents = found.values()
    let closed = 0
    const lane = async () => {
      for (const intent of intents) {
        if (stopped) return
        if (await settling.settle(intent)) closed += 1
      }
    }
    await Promise.all(Array.from({ length: AT_A_TIME }, lane))
    return closed
  }

  function sweepLater(): void {
    if (stopped) return
    timer = setTimeout(
      () => {
        current = sweep()
          .catch((err: unknown) => log.warn({ err }, 'commands left behind could not be looked for'))
          .finally(sweepLater)
      },
      everyMs * (0.75 + random() / 2),
    )
    timer.unref()
  }

  if (commands.length > 0) sweepLater()
  return {
    sweep: async () => (commands.length > 0 ? sweep() : 0),
    async stop() {
      stopped = true
      clearTimeout(timer)
      await current
    },
  }
}
