// How a start ended, as it is recorded: what has happened stays true whatever went wrong after it.
import type { Outcome, Outgoing } from '@ticketing/event-log'
import { CodedError } from '@ticketing/service-kit'
import type { StartOutcome } from './start-payment.js'

/** It went wrong; what has happened by then cannot be taken back. */
interface Failed {
  readonly kind: 'failed'
  readonly fault: CodedError
}

const REASONS = {
  empty: 'EmptyCart',
  short: 'StockUnavailable',
  paid: 'CartAlreadyPaid',
  started: 'StartedPayment',
} as const satisfies Record<StartOutcome['kind'], string>

/** Runs the work, which tells of each thing as soon as it has happened. Throws when nobody knows what has. */
export async function recorded(
  work: (happened: (event: Outgoing) => void) => Promise<StartOutcome>,
): Promise<Outcome<StartOutcome | Failed>> {
  const events: Outgoing[] = []
  const value = await work((event) => events.push(event)).catch((fault: unknown) => failed(fault, events))
  const [first, ...others] = events
  if (first !== undefined) return { value, events: [first, ...others] }
  return { value, refused: value.kind === 'failed' ? value.fault.code : REASONS[value.kind] }
}

function failed(fault: unknown, events: readonly Outgoing[]): Failed {
  if (!(fault instanceof CodedError)) throw fault
  const { outcomeUnknown, carriedOut } = fault.extensions
  if (events.length === 0 && (outcomeUnknown === true || carriedOut === true)) throw fault
  return { kind: 'failed', fault }
}
