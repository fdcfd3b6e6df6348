import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Database } from '../database/connect.js'
import type { Call } from '../http/call.js'
import { problem } from '../http/problem.js'

/** Links that prove we made them, and until when they hold. */
export interface SignedLinks {
  /** Adds `expires` (Unix seconds) and `signature` to a whole URL. */
  sign(url: string, query: Readonly<Record<string, string>>, minutes: number): string
  /** @throws 403 for a link that was changed, has expired, or came to another host than was signed. */
  verify(call: Call): void
}

const sameText = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

const wrongSignature = () => problem(403, 'http_error', 'Invalid signature.')

export const createSignedLinks = (key: string, now: () => Date): SignedLinks => {
  const signatureOf = (url: string): string => createHmac('sha256', key).update(url).digest('hex')
  return {
    sign: (url, query, minutes) => {
      const expires = String(Math.floor(now().getTime() / 1000) + minutes * 60)
      const unsigned = `${url}?${new URLSearchParams({ expires, ...query })}`
      return `${unsigned}&signature=${signatureOf(unsigned)}`
    },
    verify: (call) => {
      const parts = call.search.split('&').filter((part) => part !== '')
      const signed = parts.filter((part) => !part.startsWith('signature='))
      const given = parts.find((part) => part.startsWith('signature='))?.slice('signature='.length) ?? ''
      const url = `${call.origin}${call.path}${signed.length > 0 ? `?${signed.join('&')}` : ''}`
      if (!sameText(given, signatureOf(url))) throw wrongSignature()
      if (!(Number(call.query.expires) * 1000 > now().getTime())) throw wrongSignature()
    },
  }
}

/** The key lives in the database, so links outlive a restart and need no setting. */
export const loadLinkKey = async (db: Database, fresh: () => string): Promise<string> => {
  await db
    .insertInto('application_keys')
    .values({ name: 'links', value: fresh() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const row = await db
    .selectFrom('application_keys')
    .select('value')
    .where('name', '=', 'links')
    .executeTakeFirstOrThrow()
  return row.value
}
