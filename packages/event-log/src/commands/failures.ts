// What the failure of a command's work says about the command.
import { CodedError, type ErrorCode } from '@ticketing/service-kit'

/** From a command that was sent, these do not say what became of it, whoever forgot to flag them. */
const SILENT_CODES: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'BACKEND_TIMEOUT',
  'BACKEND_INVALID_RESPONSE',
  'INTERNAL_SERVER_ERROR',
])

/** The command was carried out; only this platform could not write it down yet. */
class OutcomeUnrecorded extends CodedError {
  override get retryable(): boolean {
    return false
  }
}

/** For what was carried out, and is not in the log yet. */
export function outcomeUnrecorded(cause: unknown): CodedError {
  return new OutcomeUnrecorded(
    'SERVICE_UNAVAILABLE',
    'This was carried out, but could not be recorded yet. Do not send it again; look at the result in a moment.',
    {
      extensions: { carriedOut: true },
      operatorMessage: 'The outcome of a command could not be recorded in time',
      cause,
    },
  )
}

/** For what was not carried out, and that is not in the log yet. */
export function refusalUnrecorded(cause: unknown): CodedError {
  return new CodedError('SERVICE_UNAVAILABLE', 'A part of the platform is down for the moment.', {
    operatorMessage: 'The refusal of a command could not be recorded in time',
    cause,
  })
}

/** Too late to send anything: others may be at work by now. */
export function noLongerAlone(): CodedError {
  return new CodedError('CONFLICT', 'Another command may be at work on the same thing; try again.', {
    operatorMessage: 'The patience of a command was over before it was sent',
  })
}

/**
 * The code of a failure by which nothing was carried out; null where that is not known:
 * - what is no CodedError, and what says so (`outcomeUnknown`, `carriedOut`);
 * - after a command was sent, the codes of no answer or a strange one, and a fault of ours;
 * - any failure after a second command was sent: the first may stand.
 * `sent`: how many commands were about to be sent.
 */
export function refusalIn(error: unknown, sent: number): ErrorCode | null {
  if (!(error instanceof CodedError)) return null
  const { outcomeUnknown, carriedOut } = error.extensions
  if (outcomeUnknown === true || carriedOut === true || sent > 1) return null
  return sent === 1 && SILENT_CODES.has(error.code) ? null : error.code
}
