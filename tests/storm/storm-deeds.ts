// The commands of a log storm: a deed at the backend, recorded before and after, by whoever is left to do it.

import { randomUUID } from 'node:crypto'
import {
  type Commands,
  createCommands,
  type EventLog,
  type Outgoing,
  type Settle,
} from '@ticketing/event-log'
import { CodedError, type Log } from '@ticketing/service-kit'
import { doDeed, timesDone } from './effects.js'
import type { WriterReport } from './log-child.js'
import { askerOf, toData } from './storm-events.js'

const COMMAND = 'stormDeed'
const DEADLINE_MS = 1_000
const GRACE_MS = 500

const toldOn = (stream: string, deed: string): Outgoing => ({
  type: 'CartItemSet',
  data: toData(stream, deed),
})

/** The recorder of deeds of one process. */
export function createStormCommands(eventLog: EventLog, effectsUrl: string, log: Log): Commands {
  const settle: Settle = async ({ stream, event }) => {
    const deed = String(event.data.arguments.deed)
    if ((await timesDone(effectsUrl, deed)) === 0) return { kind: 'not-done' }
    return { kind: 'done', events: [toldOn(stream, deed)] }
  }
  return createCommands({
    eventLog,
    settlers: { [COMMAND]: settle },
    now: Date.now,
    newId: randomUUID,
    log,
  })
}

function toReport(deed: string, fault: unknown): WriterReport {
  if (!(fault instanceof CodedError)) return { failed: String(fault) }
  if (fault.extensions.carriedOut === true) return { carried: deed }
  if (fault.code === 'CONFLICT' || fault.code === 'SERVICE_UNAVAILABLE') return { refused: deed }
  return { failed: `${fault.code} ${fault.message}` }
}

/** Does one deed on a stream, and says what its caller was told. `beside`: another stream that hears of it. */
export async function runDeed(
  commands: Commands,
  { stream, beside, by, effectsUrl }: { stream: string; beside: string; by: string; effectsUrl: string },
): Promise<WriterReport> {
  const deed = randomUUID()
  const command = {
    stream,
    name: COMMAND,
    arguments: { deed },
    asker: askerOf(by),
    deadline: Date.now() + DEADLINE_MS,
    graceMs: GRACE_MS,
  }
  try {
    return await commands.run(command, async (held) => {
      held.ensureAlone()
      await doDeed(effectsUrl, deed)
      const aside: Outgoing = { type: 'CartItemSet', data: toData(beside, null), stream: beside }
      return { value: { promised: deed }, events: [toldOn(stream, deed), aside] }
    })
  } catch (fault) {
    return toReport(deed, fault)
  }
}
