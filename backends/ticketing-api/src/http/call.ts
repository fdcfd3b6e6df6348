import type { IncomingHttpHeaders } from 'node:http'
import type { Locale, Role, User } from '../database/tables.js'
import type { Input } from './input.js'
import { forbidden, plainForbidden } from './problem.js'

/** A file that came with a multipart body. */
export interface Upload {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
}

/** One request, as a handler sees it. */
export interface Call {
  readonly params: Readonly<Record<string, string>>
  readonly query: Input
  readonly body: Input
  readonly rawBody: Buffer
  readonly upload: Upload | undefined
  readonly headers: IncomingHttpHeaders
  readonly locale: Locale
  /** `http://host` as the client wrote it: links are built on it, and checked against it. */
  readonly origin: string
  /** Path without the query. */
  readonly path: string
  /** The query exactly as sent, without the question mark. */
  readonly search: string
  /** Who is signed in; undefined on public routes, and for guests. */
  readonly user: User | undefined
  /** The token the caller used. */
  readonly tokenId: number | undefined
}

export interface SignedInCall extends Call {
  readonly user: User
  readonly tokenId: number
}

/** Refuses (403) whoever has none of the roles. */
export const requireRole = (call: SignedInCall, ...roles: Role[]): void => {
  if (!roles.includes(call.user.role)) throw forbidden()
}

/** Refuses (403 with the other code, as the admin downloads do) whoever is not an admin. */
export const requireAdminForFile = (call: SignedInCall): void => {
  if (call.user.role !== 'admin') throw plainForbidden()
}

/** The largest id that fits the column; anything above cannot exist. */
const largestId = 2_147_483_647

/** An id in a path as MySQL casts it: the leading digits count, anything else is 0, which no row has. */
export const idOf = (text: string | undefined): number => {
  const id = Number(/^\s*-?\d+/.exec(text ?? '')?.[0] ?? 0)
  return Math.abs(id) > largestId ? 0 : id
}
