// Reads the accounts of everybody who is signed in with few REST calls: one by one, or whole pages of the list.
import type { Query } from '@ticketing/backend-client'
import type { SignedInUser } from '@ticketing/session'
import type { Account, AccountPage } from './account.js'

/** The REST API does not bound its pages. */
const PER_PAGE = 1_000
/** So many accounts one by one cost the backend as much as one page. */
const WORTH_A_PAGE = 15
const MOST_SINGLE = 200
const MOST_PAGES = 40
const AT_ONCE = 4

export type AskAccounts = (query: Query) => Promise<AccountPage>

/** By user id. Null: there is no such account with that address any more. Who is absent was not looked at. */
export type Accounts = ReadonlyMap<number, Account | null>

async function readSingle(ask: AskAccounts, users: readonly SignedInUser[]): Promise<Accounts> {
  const found = new Map<number, Account | null>()
  const left = [...users]
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const { userId, email } = next
      const { accounts } = await ask({ email })
      found.set(userId, accounts.find(({ id }) => id === userId) ?? null)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return found
}

async function readPages(ask: AskAccounts, pages: number, users: readonly SignedInUser[]): Promise<Accounts> {
  const found = new Map<number, Account | null>()
  for (let page = 1; page <= pages; page += 1) {
    const { accounts } = await ask({ page, per_page: PER_PAGE })
    for (const account of accounts) found.set(account.id, account)
  }
  // A list may change while it is read: whoever is missing in it is asked for.
  const missing = users.filter(({ userId }) => !found.has(userId)).slice(0, MOST_SINGLE)
  return new Map([...found, ...(await readSingle(ask, missing))])
}

/** `users`: who matters most first; where there are too many, the last ones are not looked at. */
export async function readAccounts(ask: AskAccounts, users: readonly SignedInUser[]): Promise<Accounts> {
  if (users.length <= WORTH_A_PAGE) return readSingle(ask, users)
  const { total } = await ask({ page: 1, per_page: 1 })
  const pages = Math.ceil(total / PER_PAGE)
  const byPages = users.length > MOST_SINGLE ? pages <= MOST_PAGES : pages * WORTH_A_PAGE < users.length
  return byPages ? readPages(ask, pages, users) : readSingle(ask, users.slice(0, MOST_SINGLE))
}
