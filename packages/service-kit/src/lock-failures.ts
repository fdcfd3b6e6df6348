// Why a lock was not had. All may be tried again.

import { CodedError } from './errors.js'

/** Somebody else has it. */
export function conflict(cause?: unknown): CodedError {
  return new CodedError('CONFLICT', 'Another command is at work on the same thing; try again.', { cause })
}

/** Nobody may have it, but this process has no connection left to take it on. */
export function crowded(): CodedError {
  return new CodedError('SERVICE_UNAVAILABLE', 'Too many commands are at work at the moment; try again.', {
    operatorMessage: 'All connections for locks, or those that one kind of lock may use, were taken',
  })
}

/** The database was asked and does not answer. */
export function silent(): CodedError {
  return new CodedError('SERVICE_UNAVAILABLE', 'A part of the platform is down for the moment.', {
    operatorMessage: 'The database of the locks does not answer',
  })
}
