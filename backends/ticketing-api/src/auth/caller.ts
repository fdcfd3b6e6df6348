import type { IncomingHttpHeaders } from 'node:http'
import type { Database } from '../database/connect.js'
import type { User } from '../database/tables.js'
import { expectsJson } from '../http/accept.js'
import { internalError, unauthenticated } from '../http/problem.js'
import { findTokenOwner } from './access-tokens.js'

interface Caller {
  readonly user: User
  readonly tokenId: number
}

/** Who the bearer token belongs to; undefined without a good one. */
export const findCaller = async (
  db: Database,
  headers: IncomingHttpHeaders,
  now: Date,
): Promise<Caller | undefined> => {
  const token = /^Bearer\s+(.+)$/i.exec(headers.authorization ?? '')?.[1]
  return token === undefined ? undefined : findTokenOwner(db, token, now)
}

/** What a missing caller gets: 401, but 500 for those who do not ask for JSON, as the existing backend does. */
export const missingCaller = (headers: IncomingHttpHeaders) =>
  expectsJson(headers) ? unauthenticated() : internalError()
