import { randomInt } from 'node:crypto'

/** That of `STORM_SEED`, to have a storm again; otherwise a new one. It stands in the title of the test. */
export const chooseSeed = (): number => Number(process.env.STORM_SEED ?? randomInt(1_000_000))
