// The whole measure: slices of all targets in turn, so that whatever else the machine does meets all of them alike.
import { ask } from '../children.js'
import { type BackendMs, MEASURED } from '../latency.js'
import { OPERATIONS, type OperationName } from '../operations.js'
import type { LoadOrder, LoadResult } from '../processes/load.js'
import type { Target, TargetName } from '../targets/target.js'
import { type Bench, measureSlice, type Slice, setPace } from './slice.js'

export interface Plan {
  /** How many slices each figure is the median of. */
  readonly rounds: number
  readonly sliceMs: number
  /** Before each slice, and not counted. */
  readonly warmMs: number
  /** For how many callers the answers are compared first. */
  readonly checkedCallers: number
  /** Since the process began: no round begins that would end later. */
  readonly longestMs: number
}

/** All slices of one operation on one target at one pace of the backend; the nth is of the nth round. */
export interface Measured {
  readonly operation: OperationName
  readonly target: TargetName
  readonly backendMs: BackendMs
  readonly slices: Slice[]
}

export type Report = (line: string) => void

const PACES: readonly BackendMs[] = [0, MEASURED]

/** Requests a second that the load generator gets from the backend alone: more than that cannot be measured. */
async function measureCeiling({ load, responder }: Bench, durationMs: number): Promise<number> {
  const requests = [{ headers: { 'content-type': 'application/json' }, body: '{}' }]
  const url = `${responder.url}/api/auth/login`
  const order: LoadOrder = { url, requests, concurrency: 32, durationMs }
  await ask<LoadResult>(load, order)
  const result = await ask<LoadResult>(load, order)
  return result.requests / (result.elapsedMs / 1000)
}

/** Code that is compiled as it runs needs some requests before it is as fast as it stays. */
async function warmUp(bench: Bench, targets: readonly Target[], durationMs: number): Promise<void> {
  for (const operation of OPERATIONS) {
    for (const target of targets) {
      await measureSlice(bench, { target, operation, backendMs: 0, durationMs, warmMs: 0 })
    }
  }
}

async function measureRound(bench: Bench, targets: readonly Target[], all: readonly Measured[], plan: Plan) {
  for (const backendMs of PACES) {
    await setPace(bench, backendMs)
    for (const operation of OPERATIONS) {
      for (const target of targets) {
        const { sliceMs: durationMs, warmMs } = plan
        const slice = await measureSlice(bench, { target, operation, backendMs, durationMs, warmMs })
        const isThis = (one: Measured) =>
          one.target === target.name && one.operation === operation && one.backendMs === backendMs
        all.find(isThis)?.slices.push(slice)
      }
    }
  }
}

/** `report` hears of each round. */
export async function measureAll(
  bench: Bench,
  targets: readonly Target[],
  plan: Plan,
  report: Report,
): Promise<readonly Measured[]> {
  await setPace(bench, 0)
  const ceiling = await measureCeiling(bench, plan.sliceMs)
  report(`the load generator gets ${Math.round(ceiling)} requests/s from the backend alone`)
  await warmUp(bench, targets, plan.sliceMs)
  const all = PACES.flatMap((backendMs) =>
    OPERATIONS.flatMap((operation) =>
      targets.map(({ name }): Measured => ({ operation, target: name, backendMs, slices: [] })),
    ),
  )
  let longest = 0
  for (let round = 1; round <= plan.rounds; round += 1) {
    const began = performance.now()
    if (began + longest > plan.longestMs) break
    await measureRound(bench, targets, all, plan)
    longest = Math.max(longest, performance.now() - began)
    report(`round ${round} of ${plan.rounds}`)
  }
  return all
}
