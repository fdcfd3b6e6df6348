// How much is told of refused commands: whoever tries the same again and again is told of once a second, and nobody, not
// even all guests together, can use up so much of a second that others are not told of.
import { BoundedMap } from '../operations/bounded-map.js'

const MOST_A_SECOND = { together: 20, guests: 5, one: 3 } as const
const MOST_KNOWN = 5_000
const SECOND_MS = 1_000

/** Who was refused. `name`: a user's number or a guest's address, so that no two share one. */
export interface Refused {
  readonly name: string
  readonly isGuest: boolean
}

/** Whether it may be told that somebody was refused these commands: those of them that were not told of a moment ago. */
export type Admit = (who: Refused, commands: readonly string[]) => readonly string[]

/** `now`: epoch milliseconds. */
export function createRefusalLimits(now: () => number): Admit {
  const toldAt = new BoundedMap<number>({ maxCount: MOST_KNOWN, maxBytes: MOST_KNOWN })
  let second = 0
  let told = { together: 0, guests: 0, byName: new Map<string, number>() }

  function takeRoom({ name, isGuest }: Refused, time: number): boolean {
    if (time - second >= SECOND_MS) {
      second = time
      told = { together: 0, guests: 0, byName: new Map() }
    }
    const ofOne = told.byName.get(name) ?? 0
    if (told.together >= MOST_A_SECOND.together || ofOne >= MOST_A_SECOND.one) return false
    if (isGuest && told.guests >= MOST_A_SECOND.guests) return false
    told.together += 1
    if (isGuest) told.guests += 1
    told.byName.set(name, ofOne + 1)
    return true
  }

  return (who, commands) => {
    const time = now()
    const admitted = commands.filter(
      (command) => time - (toldAt.get(`${command} ${who.name}`) ?? -SECOND_MS) >= SECOND_MS,
    )
    if (admitted.length === 0 || !takeRoom(who, time)) return []
    for (const command of admitted) toldAt.set(`${command} ${who.name}`, time, 1)
    return admitted
  }
}
