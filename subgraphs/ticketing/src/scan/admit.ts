// Admits the holder of a ticket once, whoever else scans it at the same moment and on whichever instance.
import { type Outcome, ticketStream } from '@ticketing/event-log'
import { CodedError } from '@ticketing/service-kit'
import { loadScan, parseAlreadyProcessed, type ScanRecord, useTicket } from '../backend/scans.js'
import type { TicketingContext } from '../context.js'
import { recordCommand } from '../record-command.js'
import { admitted } from './admitted.js'
import { admits, isPlain, type TicketName } from './scan.rules.js'
import { AdmittedTicket, TicketAlreadyProcessed } from './scan.type.js'

/** The ticket with this code in its QR code, as it is now; null when there is none. */
export async function findScan({ ask }: TicketingContext, scanCode: string): Promise<ScanRecord | null> {
  return isPlain(scanCode) ? loadScan(ask, scanCode) : null
}

const noSuchTicket = () => new CodedError('NOT_FOUND', 'There is no such ticket.')

/** What the command is sent with, and what a scan code tells of the ticket besides. */
interface Named {
  readonly token: string
  readonly scan: ScanRecord | null
}

async function lookUp(context: TicketingContext, name: TicketName): Promise<Named> {
  if (name.by === 'token') {
    if (!isPlain(name.token)) throw noSuchTicket()
    return { token: name.token, scan: null }
  }
  const scan = await findScan(context, name.scanCode)
  if (scan === null) throw noSuchTicket()
  return { token: scan.token, scan }
}

type Result = AdmittedTicket | TicketAlreadyProcessed

const alreadyProcessed = (token: string, ticket: Omit<ScanRecord, 'token'>): Outcome<Result> => ({
  value: Object.assign(new TicketAlreadyProcessed(), { ...ticket, token }),
  refused: `ALREADY_${ticket.status}`,
})

async function use(
  { ask }: TicketingContext,
  token: string,
  scan: ScanRecord | null,
): Promise<Outcome<Result>> {
  try {
    const usedAt = await useTicket(ask, token)
    const who = { holder: scan?.holder ?? null, event: scan?.event ?? null }
    return {
      value: Object.assign(new AdmittedTicket(), { token, usedAt, ...who }),
      events: [admitted(token, { ticket: null, usedAt })],
    }
  } catch (fault) {
    const processed = parseAlreadyProcessed(fault)
    if (processed === null) throw fault
    return alreadyProcessed(token, processed)
  }
}

/**
 * Uses the ticket, or says what has become of it. NOT_FOUND for an unknown ticket. Is never repeated: when it fails
 * without an answer, scanning again tells whether the holder was admitted.
 */
export async function admit(context: TicketingContext, name: TicketName): Promise<Result> {
  const { token, scan } = await lookUp(context, name)
  const command = { stream: ticketStream(token), name: 'admitTicket', arguments: { token } }
  // Not read again once it is alone: the command itself says so if the state has changed meanwhile.
  return recordCommand(context, command, async ({ ensureAlone }) => {
    if (scan !== null && !admits(scan.status)) return alreadyProcessed(token, scan)
    ensureAlone()
    return use(context, token, scan)
  })
}
