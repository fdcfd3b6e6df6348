// The headers of one REST call; every value that came from outside is checked, so that none can add a line.
import { CodedError } from '@ticketing/service-kit'
import type { BackendCall } from './request.js'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const REQUEST_ID = /^[\x21-\x7e]{1,128}$/
const TOKEN = /^[\x21-\x7e]{1,4096}$/
const EXTRA_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/
const EXTRA_VALUE = /^[\x20-\x7e]{1,4096}$/

type Caller = Pick<BackendCall, 'token' | 'guestCartId' | 'language' | 'requestId'>

export interface HeaderOptions {
  /** Of the body; null where there is none. */
  readonly contentType?: string | null
  readonly extra?: Readonly<Record<string, string>>
}

/**
 * Name, value, name, value. Always asks for JSON, for files too: without it the backend turns a 401 into a 500 (the file
 * still comes).
 * @throws CodedError BAD_USER_INPUT or, for the token, UNAUTHENTICATED
 */
export function requestHeaders(caller: Caller, { contentType, extra }: HeaderOptions = {}): string[] {
  const headers = [
    'accept',
    'application/json',
    // Nothing here unpacks, and an answer's size is limited as it stands on the wire.
    'accept-encoding',
    'identity',
    'accept-language',
    caller.language,
    'x-request-id',
    checked(caller.requestId, REQUEST_ID, 'The request id is not printable ASCII.'),
  ]
  if (contentType != null) headers.push('content-type', contentType)
  if (caller.token !== null) headers.push('authorization', `Bearer ${checkedToken(caller.token)}`)
  if (caller.guestCartId !== null) {
    headers.push('x-guest-cart-id', checked(caller.guestCartId, UUID, 'X-Guest-Cart-Id is not a UUID.'))
  }
  if (extra !== undefined) for (const name of Object.keys(extra)) addExtra(headers, name, extra[name] ?? '')
  return headers
}

/** What only this client sets. */
const OWN: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'x-request-id',
  'content-type',
  'authorization',
  'x-guest-cart-id',
  'host',
  'content-length',
])

function addExtra(headers: string[], name: string, value: string): void {
  if (OWN.has(name) || !EXTRA_NAME.test(name)) throw new Error(`Header ${name} cannot be set by a caller`)
  headers.push(name, checked(value, EXTRA_VALUE, 'A header has characters that cannot be sent.'))
}

function checked(value: string, form: RegExp, message: string): string {
  if (!form.test(value)) throw new CodedError('BAD_USER_INPUT', message)
  return value
}

function checkedToken(token: string): string {
  if (!TOKEN.test(token)) throw new CodedError('UNAUTHENTICATED', 'The token is invalid.')
  return token
}
