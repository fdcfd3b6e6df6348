// Proof by violence that nothing is done twice, and that everything that was done is told, whoever is killed meanwhile.
import { afterEach, describe, expect, it } from '@jest/globals'
import { type PlatformStorm, type PlatformVictim, startPlatformStorm } from './platform-storm.js'
import { createRandom } from './random.js'
import { chooseSeed } from './seed.js'

const CYCLES = 20
const VICTIMS: readonly (readonly PlatformVictim[])[] = [[0], [1], ['database'], [0, 'database'], [0, 1]]

const seed = chooseSeed()
let storm: PlatformStorm

afterEach(() => storm.close())

describe(`two gateways under kill -9, seed ${seed}`, () => {
  it('do each command once, and leave no command untold', async () => {
    storm = await startPlatformStorm(seed)
    const random = createRandom(seed)
    for (let cycle = 0; cycle < CYCLES; cycle++) await storm.blow(random.pick(VICTIMS))
    const { faults, evidence } = await storm.settle()
    expect(faults).toEqual([])
    expect(storm.failures).toEqual([])
    const { end, done, unknown } = evidence
    process.stdout.write(`${end.length} events, ${done.size} deeds, ${unknown.length} unknown\n`)
  })
})
