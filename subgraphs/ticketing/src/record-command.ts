// One command at a time on one thing, over all instances, each recorded before it is sent and after.
import type { Command, Held, Outcome } from '@ticketing/event-log'
import { askerOf } from '@ticketing/subgraph-kit'
import type { TicketingContext } from './context.js'

type Recorded = Pick<Command, 'stream' | 'name' | 'arguments' | 'graceMs' | 'settlers'>

/** Runs `work` as a command of the caller, within the time of the request; fails as `Commands.run` does. */
export function recordCommand<T>(
  { call, commands }: Pick<TicketingContext, 'call' | 'commands'>,
  command: Recorded,
  work: (held: Held) => Promise<Outcome<T>>,
): Promise<T> {
  const { deadline, signal } = call
  return commands.run({ ...command, asker: askerOf(call), deadline, signal }, work)
}
