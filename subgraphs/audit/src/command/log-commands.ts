// What a person can ask of the log on the command line.
import { type EventLog, type RecordedEvent, verifyEventLog } from '@ticketing/event-log'
import type { Database } from '@ticketing/service-kit'
import { toJsonLine, toLine } from './event-line.js'
import type { Terminal } from './terminal.js'

/** How it is written: for people, or for machines. */
export interface Writing {
  readonly terminal: Terminal
  readonly json: boolean
}

const PAGE = 1000
/** What `tail` begins with. */
const LAST = 10

const write = ({ terminal, json }: Writing, event: RecordedEvent): void =>
  terminal.line(json ? toJsonLine(event) : toLine(event))

/** All of a stream, the oldest first; false when there is nothing of that name. */
export async function showStream(
  eventLog: Pick<EventLog, 'readStream'>,
  stream: string,
  writing: Writing,
): Promise<boolean> {
  let from = 1
  for (;;) {
    const events = await eventLog.readStream(stream, { from, limit: PAGE })
    for (const event of events) write(writing, event)
    from += events.length
    if (events.length < PAGE) break
  }
  if (from === 1 && !writing.json) writing.terminal.line(`There are no events of ${stream}.`)
  return from > 1
}

export interface TailOptions extends Writing {
  /** The first position that is shown; null: the last events. */
  readonly from: bigint | null
  readonly signal: AbortSignal
}

/** Goes on with what is recorded, until the signal aborts. */
export async function tailLog(
  eventLog: Pick<EventLog, 'readAll' | 'follow'>,
  { from, signal, ...writing }: TailOptions,
): Promise<void> {
  let after = from === null ? 0n : from - 1n
  if (from === null) {
    const last = await eventLog.readAll({ direction: 'backwards', limit: LAST })
    for (const event of last.toReversed()) write(writing, event)
    after = last[0]?.position ?? 0n
  }
  for await (const events of eventLog.follow({ after, signal })) {
    for (const event of events) write(writing, event)
  }
}

/** Whether the log is whole. */
export async function verifyLog(database: Database, { terminal, json }: Writing): Promise<boolean> {
  const { events, faults } = await verifyEventLog(database)
  if (json) terminal.line(JSON.stringify({ events: Number(events), faults }))
  else {
    for (const { kind, where } of faults) terminal.line(`At fault: ${kind}, first at ${where}`)
    terminal.line(faults.length === 0 ? `The log is whole: ${events} events.` : `Looked at ${events} events.`)
  }
  return faults.length === 0
}
