// https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header
import type { IncomingMessage } from 'node:http'
import { countOf } from '../http/exchange.js'
import { guessableKey, malformedKey } from './key-refusals.js'

const NAME = 'idempotency-key'
const KEY = /^[\x21-\x7e]{1,255}$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Null where none came. Throws BAD_USER_INPUT for several, and for one that is not 1 to 255 visible ASCII characters. */
export function idempotencyKeyOf(request: IncomingMessage): string | null {
  const given = request.headers[NAME]
  if (given === undefined) return null
  if (typeof given !== 'string' || countOf(request, NAME) !== 1 || !KEY.test(given)) throw malformedKey()
  return given
}

/** Throws BAD_USER_INPUT where somebody else may think of the same key, and so would get the answer. */
export function refuseGuessableKey(key: string): void {
  if (!UUID.test(key)) throw guessableKey()
}
