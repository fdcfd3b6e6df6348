// Each command leaves rows in the event log for good, and anybody may be a guest: so one address gives so many a minute.
import { addressKey, type Log } from '@ticketing/service-kit'
import { OperationTypeNode } from 'graphql'
import { audienceOf } from '../access/audience.js'
import type { Exchange, Step } from '../http/exchange.js'
import { Refusal } from '../http/refusal.js'
import type { GatewaySettings } from '../settings.js'
import { type Counted, countInMemory, countInRedis } from './command-counts.js'

export interface GuestLimit {
  /** Throws RATE_LIMITED with `retryAfter` in seconds. Stands before anything is run or written. */
  readonly step: Step
  close(): void
}

function tooMany(leftMs: number): Refusal {
  const seconds = Math.max(1, Math.ceil(leftMs / 1000))
  return new Refusal('RATE_LIMITED', 429, 'Too many commands; try again in {seconds} seconds.', {
    values: { seconds },
    extensions: { retryAfter: seconds },
    headers: { 'retry-after': String(seconds) },
  })
}

/** Null: nothing to count. One at least, since a key is kept for a mutation without any field of a subgraph too. */
function commandsIn({ operation, call }: Exchange): number | null {
  if (call.caller !== null || operation?.kind !== OperationTypeNode.MUTATION) return null
  return Math.max(1, operation.rootFields(audienceOf(call)).filter(({ kind }) => kind === 'field').length)
}

/** Who is signed in is never counted. Null where the setting is 0. */
export function createGuestLimit(
  { GUEST_COMMANDS_PER_MINUTE: most, REDIS_URL }: GatewaySettings,
  { log, now }: { readonly log: Log; readonly now: () => number },
): GuestLimit | null {
  if (most === 0) return null
  const alone = countInMemory(now)
  const counts = REDIS_URL === undefined ? alone : countInRedis(REDIS_URL, alone, log)
  return {
    step(exchange) {
      const commands = commandsIn(exchange)
      if (commands === null) return undefined
      // An operation that begins below the limit is taken whole: there are limits to its size.
      const check = ({ count, leftMs }: Counted): void => {
        if (count - commands >= most) throw tooMany(leftMs)
      }
      const counted = counts.add(addressKey(exchange.call.clientAddress), commands)
      return counted instanceof Promise ? counted.then(check) : check(counted)
    },
    close: counts.close,
  }
}
