// How much is told of refused commands: whoever tries the same again and again is told of once a second.
import { BoundedMap } from '../operations/bounded-map.js'

const MOST_A_SECOND = 20
const MOST_KNOWN = 5_000
const SECOND_MS = 1_000

/** Whether it may be told that somebody was refused these commands: those of them that were not told of a moment ago. */
export type Admit = (who: string, commands: readonly string[]) => readonly string[]

/** `now`: epoch milliseconds. */
export function createRefusalLimits(now: () => number): Admit {
  const toldAt = new BoundedMap<number>({ maxCount: MOST_KNOWN, maxBytes: MOST_KNOWN })
  let second = 0
  let inSecond = 0

  function hasRoom(time: number): boolean {
    if (time - second >= SECOND_MS) {
      second = time
      inSecond = 0
    }
    return inSecond < MOST_A_SECOND
  }

  return (who, commands) => {
    const time = now()
    const admitted = commands.filter(
      (command) => time - (toldAt.get(`${command} ${who}`) ?? -SECOND_MS) >= SECOND_MS,
    )
    if (admitted.length === 0 || !hasRoom(time)) return []
    inSecond += 1
    for (const command of admitted) toldAt.set(`${command} ${who}`, time, 1)
    return admitted
  }
}
