import { createHash, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Database } from '../database/connect.js'
import type { User } from '../database/tables.js'

/** Minutes a token lives, whatever "remember" said. */
const lifetimeMs = 1440 * 60_000

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Letters and digits out of random bytes; the slight bias of the remainder does not matter here. */
export const toLetters = (bytes: Buffer): string =>
  [...bytes].map((byte) => alphabet[byte % alphabet.length]).join('')

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** 40 random characters and their checksum. */
const newSecret = (bytes: (size: number) => Buffer): string => {
  const random = toLetters(bytes(40))
  return random + crc32(random).toString(16).padStart(8, '0')
}

/** Makes a token `<id>|<48 characters>`; only its hash is kept. */
export const issueToken = async (
  db: Database,
  userId: number,
  { bytes, now }: { bytes: (size: number) => Buffer; now: () => Date },
): Promise<string> => {
  const secret = newSecret(bytes)
  const { id } = await db
    .insertInto('access_tokens')
    .values({ user_id: userId, token_hash: hashOf(secret), created_at: now() })
    .returning('id')
    .executeTakeFirstOrThrow()
  return `${id}|${secret}`
}

/** Who a bearer token belongs to; undefined for anything unknown or older than its lifetime. A disabled account still counts. */
export const findTokenOwner = async (
  db: Database,
  token: string,
  now: Date,
): Promise<{ user: User; tokenId: number } | undefined> => {
  const [, id, secret] = /^(\d{1,9})\|(.+)$/.exec(token) ?? []
  if (id === undefined || secret === undefined) return undefined
  const row = await db
    .selectFrom('access_tokens')
    .innerJoin('users', 'users.id', 'access_tokens.user_id')
    .selectAll('users')
    .select(['access_tokens.id as token_id', 'token_hash', 'access_tokens.created_at as issued_at'])
    .where('access_tokens.id', '=', Number(id))
    .executeTakeFirst()
  if (!row || row.issued_at.getTime() + lifetimeMs <= now.getTime()) return undefined
  const { token_id: tokenId, token_hash: known, issued_at: _, ...user } = row
  return timingSafeEqual(Buffer.from(known), Buffer.from(hashOf(secret))) ? { user, tokenId } : undefined
}
