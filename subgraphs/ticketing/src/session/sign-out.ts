// Ends sessions of the caller: the own one, or whichever he names.
import { type Outgoing, sessionStream } from '@ticketing/event-log'
import type { Caller } from '@ticketing/session'
import type { TicketingContext } from '../context.js'
import { recordCommand } from '../record-command.js'
import { endBackendToken } from './end-backend-token.js'
import { sessionEnded, tokenEnded } from './session-events.js'

interface Ending {
  /** Of the mutation. */
  readonly name: string
  readonly stream: string
  readonly sessions: readonly string[]
  /** Whether the token behind this request ends too. */
  readonly ownToken: boolean
  end(): Promise<void>
}

/** What has ended, in the history of each session; a token without a session has ended in that of the command. */
function toEvents({ userId, sessionId }: Caller, { sessions, ownToken }: Ending): readonly Outgoing[] {
  const ended = sessions.map((session) => sessionEnded(userId, session))
  return ownToken && sessionId === null ? [tokenEnded(userId), ...ended] : ended
}

async function endSessions(context: TicketingContext, caller: Caller, ending: Ending): Promise<void> {
  const { name, stream, sessions, ownToken } = ending
  const about = { user: caller.userId, sessions }
  await recordCommand(context, { stream, name, arguments: about }, async ({ ensureAlone }) => {
    ensureAlone()
    await ending.end()
    if (ownToken) await endBackendToken(context)
    const [first, ...others] = toEvents(caller, ending)
    return first === undefined
      ? { value: undefined, nothing: 'NO_SESSIONS' }
      : { value: undefined, events: [first, ...others] }
  })
}

const ownStream = ({ newId }: TicketingContext, { sessionId }: Caller): string =>
  sessionStream(sessionId ?? newId())

/** The session of this request, or the token of the backend that came in place of one. */
export function endOwn(context: TicketingContext, caller: Caller): Promise<void> {
  const { sessionId } = caller
  return endSessions(context, caller, {
    name: 'logout',
    stream: ownStream(context, caller),
    sessions: sessionId === null ? [] : [sessionId],
    ownToken: true,
    end: async () => {
      if (sessionId !== null) await context.sessions.end(sessionId)
    },
  })
}

/** A session of the caller's. */
export const endOne = (context: TicketingContext, caller: Caller, id: string): Promise<void> =>
  endSessions(context, caller, {
    name: 'endSession',
    stream: sessionStream(id),
    sessions: [id],
    ownToken: id === caller.sessionId,
    end: () => context.sessions.end(id),
  })

/** All sessions of the caller, or all others. */
export async function endAll(context: TicketingContext, caller: Caller, keepCurrent: boolean): Promise<void> {
  const { sessions } = context
  const kept = keepCurrent ? caller.sessionId : null
  const active = (await sessions.activeOf(caller.userId)).map(({ id }) => id)
  await endSessions(context, caller, {
    name: 'endSession',
    stream: ownStream(context, caller),
    sessions: active.filter((id) => id !== kept),
    ownToken: !keepCurrent,
    end: () => sessions.endAllOf(caller.userId, kept),
  })
}
