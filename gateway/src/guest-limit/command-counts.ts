// How many commands came from where within a minute: in this process, or in a Redis that all instances share.
import { type Log, openRedis } from '@ticketing/service-kit'
import { BoundedMap } from '../operations/bounded-map.js'

const MINUTE_MS = 60_000
const MOST_KNOWN = 10_000

// The first command begins the minute. A key without an end, as a lost command leaves it, is given one.
const ADD = `
  local count = redis.call('INCRBY', KEYS[1], ARGV[1])
  local left = redis.call('PTTL', KEYS[1])
  if left < 0 then
    redis.call('PEXPIRE', KEYS[1], ARGV[2])
    left = tonumber(ARGV[2])
  end
  return { count, left }`

/** Of one address, with what was just added. */
export interface Counted {
  readonly count: number
  /** Until it begins anew. */
  readonly leftMs: number
}

export interface CommandCounts {
  /** Never rejects, and takes 100 ms at most. */
  add(key: string, commands: number): Counted | Promise<Counted>
  close(): void
}

interface CountsHere extends CommandCounts {
  add(key: string, commands: number): Counted
}

/** In this process; the least recently seen of 10,000 are forgotten. */
export function countInMemory(now: () => number): CountsHere {
  const known = new BoundedMap<{ count: number; readonly until: number }>({
    maxCount: MOST_KNOWN,
    maxBytes: MOST_KNOWN,
  })
  return {
    add(key, commands) {
      const time = now()
      const before = known.get(key)
      const counted = before && before.until > time ? before : { count: 0, until: time + MINUTE_MS }
      if (counted !== before) known.set(key, counted, 1)
      counted.count += commands
      return { count: counted.count, leftMs: counted.until - time }
    },
    close: () => undefined,
  }
}

/** While Redis is away each instance counts for itself. */
export function countInRedis(url: string, alone: CommandCounts, log: Pick<Log, 'warn'>): CommandCounts {
  const redis = openRedis({ url, log, without: 'commands of guests are counted here alone' })
  return {
    async add(key, commands) {
      const options = { keys: [`guest-commands:${key}`], arguments: [String(commands), String(MINUTE_MS)] }
      try {
        const [count, leftMs] = (await redis.run((client) => client.eval(ADD, options))) as [number, number]
        return { count, leftMs }
      } catch {
        return alone.add(key, commands)
      }
    },
    close: redis.close,
  }
}
