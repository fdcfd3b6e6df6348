// Which role the log knows last of somebody.
import { type EventLog, type RecordedEvent, userStream } from '@ticketing/event-log'
import type { Role } from '@ticketing/session'

const READ_AT_ONCE = 100

const isRoleChange = (event: RecordedEvent): event is RecordedEvent & { type: 'UserRoleChanged' } =>
  event.type === 'UserRoleChanged'

/** Null where it was never changed by a command that was recorded. */
export async function lastKnownRole(
  eventLog: Pick<EventLog, 'readStream'>,
  userId: number,
): Promise<Role | null> {
  for (let from = Number.MAX_SAFE_INTEGER; from > 0; ) {
    const events = await eventLog.readStream(userStream(userId), {
      direction: 'backwards',
      from,
      limit: READ_AT_ONCE,
    })
    const last = events.find(isRoleChange)
    if (last !== undefined) return last.data.to
    from = (events.at(-1)?.version ?? 1) - 1
  }
  return null
}
