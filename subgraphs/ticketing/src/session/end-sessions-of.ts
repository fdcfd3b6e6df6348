// Sessions that end because of what was done to their account.
import type { Command } from '@ticketing/event-log'
import { askerOf } from '@ticketing/subgraph-kit'
import { afterCommand } from '../after-command.js'
import type { TicketingContext } from '../context.js'
import { sessionEnded } from './session-events.js'

interface Circumstances {
  /** The session that stays; default none. */
  readonly except?: string | null
  /** The command that leads to it. */
  readonly cause?: Command['cause']
}

async function end(
  { call, commands, sessions }: TicketingContext,
  userId: number,
  { except = null, cause }: Circumstances,
): Promise<void> {
  const active = (await sessions.activeOf(userId)).filter(({ id }) => id !== except)
  await sessions.endAllOf(userId, except)
  const [first, ...others] = active.map(({ id }) => sessionEnded(userId, id))
  if (first === undefined) return
  await commands.record([first, ...others], { asker: askerOf(call), deadline: call.deadline, cause })
}

/** Ends those of a user, once the account was changed: what fails here fails with `carriedOut: true`. */
export const endSessionsOf = (
  context: TicketingContext,
  userId: number,
  circumstances: Circumstances = {},
): Promise<void> => afterCommand(end(context, userId, circumstances))
