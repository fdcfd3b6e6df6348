// What `npm run bench -- …` was told.
import { parseArgs } from 'node:util'
import type { Plan } from './measure/run.js'

export interface Arguments {
  readonly plan: Plan
  /** Where the rows are written. */
  readonly json: string | null
}

const FULL: Plan = { rounds: 5, sliceMs: 1_200, warmMs: 200, checkedCallers: 256, longestMs: 440_000 }
/** Shows that everything answers rightly; its figures mean little. */
const QUICK: Plan = { rounds: 1, sliceMs: 300, warmMs: 50, checkedCallers: 64, longestMs: 440_000 }

/** Throws on anything unknown. */
export function readArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: { json: { type: 'string' }, quick: { type: 'boolean', default: false } },
  })
  return { plan: values.quick ? QUICK : FULL, json: values.json ?? null }
}
