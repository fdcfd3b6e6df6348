// A child process that should always be there: its end is logged, and it is started again until it is closed.
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as timeout } from 'node:timers/promises'
import type { Log } from '@ticketing/service-kit'
import { stopChild } from './stop-child.js'

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
/** A child that lived so long has started well: its next end is a first one again. */
const SETTLED_MS = 60_000

/** Before the next start of a child that has ended `failures` times in a row: six starts in the first minute. */
export const pauseAfter = (failures: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS)

export interface SupervisedChildOptions<T> {
  /** For the log. */
  readonly name: string
  readonly log: Log
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Starts the process: at first, and each time it has ended. */
  readonly fork: () => ChildProcess
  /** Resolves when the process answers; rejects with one line when it ends before. */
  readonly untilReady: (child: ChildProcess) => Promise<T>
  /** Called when a process that was started again is ready. */
  readonly onBack?: (child: ChildProcess) => void
  /** Lets time pass; rejects when the signal aborts. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>
}

export interface SupervisedChild<T> {
  /** The process of the moment, which may have ended. */
  readonly child: ChildProcess
  /** Of the first process; where it rejects there is no second one. */
  readonly ready: Promise<T>
  /** Ends the process; none is started from then on. */
  close(): Promise<void>
}

/** Resolves at once for a process that has ended already. */
async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

const pauseByClock = (ms: number, signal: AbortSignal): Promise<void> => timeout(ms, undefined, { signal })

export function superviseChild<T>(options: SupervisedChildOptions<T>): SupervisedChild<T> {
  const { name, log, now, untilReady, onBack, pause = pauseByClock } = options
  const closing = new AbortController()
  let child = start()
  let startedAt = now()

  function start(): ChildProcess {
    const started = options.fork()
    // A message to a process that has just ended; its end is told below.
    started.on('error', (err) => log.warn({ err, child: name }, 'a child process cannot be reached'))
    return started
  }

  async function startAgain(failures: number): Promise<void> {
    await pause(pauseAfter(failures), closing.signal)
    child = start()
    startedAt = now()
    try {
      await untilReady(child)
      log.warn({ child: name, pid: child.pid }, 'a child process is back')
      onBack?.(child)
    } catch (err) {
      if (!closing.signal.aborted) log.error({ err, child: name }, 'a child process did not start again')
      await stopChild(child)
    }
  }

  async function keepAlive(): Promise<void> {
    let failures = 0
    while (!closing.signal.aborted) {
      await endOf(child)
      if (closing.signal.aborted) return
      const { pid, exitCode: code, signalCode: signal } = child
      log.error({ child: name, pid, code, signal }, 'a child process ended by itself; starting it again')
      failures = now() - startedAt > SETTLED_MS ? 1 : failures + 1
      await startAgain(failures)
    }
  }

  const ready = untilReady(child)
  ready
    .then(keepAlive)
    // Closed, or never ready: whoever waits for `ready` hears of that.
    .catch(() => undefined)
  return {
    get child() {
      return child
    },
    ready,
    close() {
      closing.abort()
      return stopChild(child)
    },
  }
}
