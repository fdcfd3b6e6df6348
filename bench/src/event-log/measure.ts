// Appends a second, by writers who each wait for their own.
import type { EventLog } from '@ticketing/event-log'
import { cpuMs, cpuMsWithChildren } from '../measure/usage.js'
import type { Writer } from './appending.js'

/** `perSecond` of all writers together; milliseconds of one append, and of the CPU for it. */
export interface Slice {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly nodeCpu: number
  readonly databaseCpu: number
}

export interface Writing {
  readonly writers: number
  readonly forMs: number
  readonly databasePid: number
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN

export async function measureSlice(
  eventLog: EventLog,
  createWriter: (eventLog: EventLog) => Writer,
  { writers, forMs, databasePid }: Writing,
): Promise<Slice> {
  const took: number[] = []
  const usage = () => ({ node: cpuMs([process.pid]), database: cpuMsWithChildren(databasePid) })
  const before = usage()
  const start = performance.now()
  const work = async (): Promise<void> => {
    const write = createWriter(eventLog)
    for (let begun = performance.now(); begun - start < forMs; begun = performance.now()) {
      await write()
      took.push(performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: writers }, work))
  const seconds = (performance.now() - start) / 1000
  const after = usage()
  took.sort((a, b) => a - b)
  return {
    perSecond: took.length / seconds,
    p50: percentile(took, 0.5),
    p99: percentile(took, 0.99),
    nodeCpu: (after.node - before.node) / took.length,
    databaseCpu: (after.database - before.database) / took.length,
  }
}
