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

async function recordEnds(
  { call, commands }: TicketingContext,
  [first, ...others]: readonly ReturnType<typeof sessionEnded>[],
  cause?: Command['cause'],
): Promise<void> {
  if (first === undefined) return
  await commands.record([first, ...others], { asker: askerOf(call), deadline: call.deadline, cause })
}

async function end(
  context: TicketingContext,
  userId: number,
  { except = null, cause }: Circumstances,
): Promise<void> {
  const { sessions } = context
  const active = (await sessions.activeOf(userId)).filter(({ id }) => id !== except)
  await sessions.endAllOf(userId, except)
  await recordEnds(
    context,
    active.map(({ id }) => sessionEnded(userId, id)),
    cause,
  )
}

async function endByEmail(context: TicketingContext, email: string): Promise<void> {
  const ended = await context.sessions.endAllOfEmail(email, context.call.caller?.sessionId)
  await recordEnds(
    context,
    ended.map(({ userId, sessionId }) => sessionEnded(userId, sessionId)),
  )
}

/** Ends those of a user, once the account was changed: what fails here fails with `carriedOut: true`. */
export const endSessionsOf = (
  context: TicketingContext,
  userId: number,
  circumstances: Circumstances = {},
): Promise<void> => afterCommand(end(context, userId, circumstances))

/** The same for whoever has signed in with an address; the session that asks stays. */
export const endSessionsOfEmail = (context: TicketingContext, email: string): Promise<void> =>
  afterCommand(endByEmail(context, email))
