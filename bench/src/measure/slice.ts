// One slice: some load on one target, and what that cost all of its processes.
import { ask, type Child } from '../children.js'
import { CALLERS } from '../data.js'
import type { BackendMs } from '../latency.js'
import { type OperationName, operations } from '../operations.js'
import type { LoadOrder, LoadResult } from '../processes/load.js'
import type { Target } from '../targets/target.js'
import { cpuMs, cpuMsWithChildren, rssMb } from './usage.js'

export interface Bench {
  readonly responder: Child
  readonly load: Child
  /** The database server's. What it does for a target is that target's cost. */
  readonly databasePid: number
}

/** What is measured in one slice. */
export interface Slice {
  readonly rps: number
  readonly cpuMsPerRequest: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly restCalls: number
  readonly rssMb: number
}

/** Enough to keep a target busy, also while the backend takes its time. */
const CONCURRENCY: Readonly<Record<BackendMs, number>> = { 0: 32, 11: 64 }

export const bodyOf = (operation: OperationName, caller: number): string => {
  const { query, operationName, variables } = operations[operation]
  return JSON.stringify({ query, operationName, variables: variables(caller) })
}

/** A request of each caller. */
export function requestsOf(target: Target, operation: OperationName): LoadOrder['requests'] {
  return Array.from({ length: CALLERS }, (_, index) => ({
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...target.headersOf(index + 1),
    },
    body: bodyOf(operation, index + 1),
  }))
}

const callsOf = async ({ responder }: Bench): Promise<number> =>
  (await ask<{ calls: number }>(responder, { count: true })).calls

export const setPace = async ({ responder }: Bench, backendMs: BackendMs): Promise<void> => {
  await ask(responder, { slow: backendMs !== 0 })
}

const cpuOf = ({ databasePid }: Bench, { pids }: Target): number =>
  cpuMs(pids) + cpuMsWithChildren(databasePid)

export interface SliceOrder {
  readonly target: Target
  readonly operation: OperationName
  readonly backendMs: BackendMs
  readonly durationMs: number
  /** Before the slice, and not counted. */
  readonly warmMs: number
}

/** Throws when any answer was not right: a fast failure is no result. */
export async function measureSlice(bench: Bench, order: SliceOrder): Promise<Slice> {
  const { target, operation, backendMs, durationMs, warmMs } = order
  const asked = { url: target.url, requests: requestsOf(target, operation) }
  const load = { ...asked, concurrency: CONCURRENCY[backendMs] }
  const run = async (ms: number) => ask<LoadResult>(bench.load, { ...load, durationMs: ms })
  const warm = await run(warmMs)
  const callsBefore = await callsOf(bench)
  const cpuBefore = cpuOf(bench, target)
  const result = await run(durationMs)
  const cpu = cpuOf(bench, target) - cpuBefore
  const calls = (await callsOf(bench)) - callsBefore
  const failures = warm.failures + result.failures
  if (failures > 0) throw new Error(`${failures} answers of ${target.name} to ${operation} were wrong`)
  return {
    rps: result.requests / (result.elapsedMs / 1000),
    cpuMsPerRequest: cpu / result.requests,
    p50Ms: result.p50Ms,
    p99Ms: result.p99Ms,
    restCalls: calls / result.requests,
    rssMb: rssMb(target.pids),
  }
}
