// Settling now, for a person who waits: what was settled, and what may not be yet.
import type { Database } from '@ticketing/service-kit'
import type { Writing } from './log-commands.js'

interface Open {
  /** Whose senders may still be at work, and for how many seconds the last of them. */
  readonly atWork: number
  readonly seconds: number
  /** Of which nobody can tell at the moment. */
  readonly left: number
}

const OPEN = `
  SELECT count(*) FILTER (WHERE open_until > now())::int AS "atWork",
    coalesce(ceil(extract(epoch FROM max(open_until) - now())), 0)::int AS seconds,
    count(*) FILTER (WHERE open_until <= now())::int AS left
  FROM event_log.open_intents`

const toText = (settled: number, { atWork, seconds, left }: Open): string =>
  [
    `Settled: ${settled}.`,
    ...(atWork > 0 ? [`Still at work, perhaps: ${atWork}, for ${seconds} s at most.`] : []),
    ...(left > 0 ? [`Nobody can tell at the moment: ${left}.`] : []),
  ].join(' ')

/** `settle` settles what can be settled, and says how many that were. */
export async function settleNow(
  database: Pick<Database, 'query'>,
  settle: () => Promise<number>,
  { terminal, json }: Writing,
): Promise<void> {
  const settled = await settle()
  const [open] = await database.query<Open>(OPEN)
  if (open === undefined) throw new Error('The open intents could not be counted.')
  terminal.line(json ? JSON.stringify({ settled, ...open }) : toText(settled, open))
}
