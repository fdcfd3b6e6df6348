// The bearer token of a request: one header, one token, of a bearable size.
import type { IncomingMessage } from 'node:http'
import { CodedError } from '@ticketing/service-kit'

const BEARER = /^Bearer +([\w.~+/|=-]{1,4096})$/i

export const invalidToken = (cause?: unknown) =>
  new CodedError('UNAUTHENTICATED', 'The token is invalid or expired: sign in again.', { cause })

/** Null for a guest. Throws UNAUTHENTICATED on anything that is not exactly one well-formed bearer token. */
export function bearerOf(request: IncomingMessage): string | null {
  const values = request.headersDistinct.authorization
  if (values === undefined) return null
  const token = values.length === 1 ? BEARER.exec(values[0] ?? '')?.[1] : undefined
  if (token === undefined) throw invalidToken()
  return token
}
