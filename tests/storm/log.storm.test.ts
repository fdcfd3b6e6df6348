// Proof by violence that the log keeps its promises, and that whoever broke them would be found out.
import { afterEach, describe, expect, it } from '@jest/globals'
import { findFaults } from './checker.js'
import { type FaultKind, UNDER_WAY } from './evidence.js'
import { type LogStorm, startLogStorm, type Victim } from './log-storm.js'
import { createRandom } from './random.js'
import { chooseSeed } from './seed.js'

const CYCLES = 20
/** The followers see the rest: each reading of all of it takes some seconds. */
const LOOK_EVERY = 5
const VICTIMS: readonly (readonly Victim[])[] = [['processes'], ['database'], ['database', 'processes']]
/** For the writers alone; what is written is handed to the system rarely, so that there is something to lose. */
const ASYNCHRONOUS = [
  'ALTER ROLE gateway_services SET synchronous_commit = off',
  "ALTER SYSTEM SET wal_writer_delay = '10s'",
  "ALTER SYSTEM SET wal_writer_flush_after = '64MB'",
  'SELECT pg_reload_conf()',
]

const seed = chooseSeed()
let storm: LogStorm

afterEach(() => storm.close())

describe(`the event log under kill -9, seed ${seed}`, () => {
  it('keeps everything that it acknowledged, once and in order', async () => {
    storm = await startLogStorm(seed)
    const random = createRandom(seed)
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      await storm.blow(random.pick(VICTIMS))
      if (cycle % LOOK_EVERY !== 0) continue
      const faults = findFaults(await storm.look()).filter(({ kind }) => !UNDER_WAY.includes(kind))
      expect(faults).toEqual([])
    }
    const evidence = await storm.settle()
    expect(findFaults(evidence)).toEqual([])
    expect(storm.failures).toEqual([])
    process.stdout.write(`${evidence.end.length} events, ${evidence.done.size} deeds\n`)
  })

  it('is caught when it commits asynchronously', async () => {
    storm = await startLogStorm(seed, ASYNCHRONOUS)
    let kinds: readonly FaultKind[] = []
    for (let cycle = 0; cycle < CYCLES && !kinds.includes('lost'); cycle++) {
      await storm.blow(['database'])
      kinds = findFaults(await storm.look()).map(({ kind }) => kind)
    }
    expect(kinds).toContain('lost')
  })
})
