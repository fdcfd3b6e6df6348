// A filter as conditions on `event_log.positions p`; each is served by an index of migrations.ts.
import type { EventFilter } from './event-log.js'

type Condition = (filter: EventFilter, hole: (value: unknown) => string) => string | false

const CONDITIONS: readonly Condition[] = [
  ({ streams }, hole) => streams !== undefined && `p.stream = ANY (${hole(streams)})`,
  // As a range and not with LIKE: an index serves it whatever the prefix holds, and planned ahead too.
  ({ streamPrefix }, hole) =>
    streamPrefix !== undefined &&
    `p.stream >= ${hole(streamPrefix)} AND p.stream < ${hole(`${streamPrefix}\u{10ffff}`)}`,
  ({ types }, hole) => types !== undefined && `p.type = ANY (${hole(types)})`,
  ({ actorId }, hole) => actorId !== undefined && `p.actor_id = ${hole(actorId)}`,
  ({ requestId }, hole) => requestId !== undefined && `p.request_id = ${hole(requestId)}`,
  ({ correlationId }, hole) => correlationId !== undefined && `p.correlation_id = ${hole(correlationId)}`,
  ({ from }, hole) => from !== undefined && `p.recorded_at >= ${hole(from)}`,
  ({ to }, hole) => to !== undefined && `p.recorded_at < ${hole(to)}`,
]

/** Whether no text in the database can be this one: it takes no NUL, not even to compare with. */
export const isUnstorable = (text: unknown): boolean => typeof text === 'string' && text.includes('\0')

/** SQL that is true for what is looked for, and the values of its holes, `$1` first. */
export function toConditions(asked: EventFilter): { readonly sql: string; readonly values: unknown[] } {
  const values: unknown[] = []
  if (Object.values(asked).some(isUnstorable)) return { sql: 'false', values }
  const streams = asked.streams?.filter((stream) => !isUnstorable(stream))
  const filter = { ...asked, ...(streams && { streams }) }
  const conditions = CONDITIONS.map((condition) => condition(filter, (value) => `$${values.push(value)}`))
  return { sql: conditions.filter((sql) => sql !== false).join(' AND ') || 'true', values }
}
