// Tells "the database is down" from "the statement is wrong": only the first is worth another try.

import { errorCodeOf } from './error-code.js'
import { CodedError } from './errors.js'

const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
])
// 08: connection, 53300: too many of them, 57014: statement timeout, 57P0x: shutting down or starting, 25P03: idle too long
const STATE = /^(08\w{3}|53300|57014|57P0[1-5]|25P03)$/
const MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (has encountered|was closed))/

function isUnavailable(error: unknown): boolean {
  const code = errorCodeOf(error)
  if (code !== null && (NETWORK.has(code) || STATE.test(code))) return true
  return error instanceof Error && MESSAGE.test(error.message)
}

/** SERVICE_UNAVAILABLE when the database cannot be reached; any other error as it is. */
export function toDatabaseFailure(error: unknown): unknown {
  if (!isUnavailable(error)) return error
  return new CodedError('SERVICE_UNAVAILABLE', 'A part of the platform is down for the moment.', {
    operatorMessage: `The database is unavailable: ${error instanceof Error ? error.message : String(error)}`,
    cause: error,
  })
}
