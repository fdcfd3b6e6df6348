// The bearer token of a request: one header, one token, of a bearable size.
import type { IncomingMessage } from 'node:http'
import { CodedError } from '@ticketing/service-kit'
import { countOf } from '../exchange.js'

const BEARER = /^Bearer +([\w.~+/|=-]{1,4096})$/i

export const invalidToken = (cause?: unknown) =>
  new CodedError('UNAUTHENTICATED', 'The token is invalid or expired: sign in again.', { cause })

/** Null for a guest. Throws UNAUTHENTICATED on anything that is not exactly one well-formed bearer token. */
export function bearerOf(request: IncomingMessage): string | null {
  const { authorization } = request.headers
  if (authorization === undefined) return null
  // Node shows the first of several.
  const token = countOf(request, 'authorization') === 1 ? BEARER.exec(authorization)?.[1] : undefined
  if (token === undefined) throw invalidToken()
  return token
}
