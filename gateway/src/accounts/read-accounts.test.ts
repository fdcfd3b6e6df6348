import { describe, expect, it } from '@jest/globals'
import type { Query } from '@ticketing/backend-client'
import type { SignedInUser } from '@ticketing/session'
import type { Account } from './account.js'
import { type AskAccounts, readAccounts } from './read-accounts.js'

const account = (id: number): Account => ({
  id,
  email: `${id}@example.test`,
  role: 'USER',
  isActive: true,
})
const signedIn = (id: number): SignedInUser => ({ userId: id, email: `${id}@example.test`, roles: ['USER'] })
const range = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

/** A list of `count` accounts, and what it was asked; `hidden` are missing in its pages. */
function listOf(count: number, hidden: ReadonlySet<number> = new Set()) {
  const asked: Query[] = []
  const all = range(count).map(account)
  const ask: AskAccounts = async (query) => {
    asked.push(query)
    const { email, page = 1, per_page: size = 15 } = query
    const found = all.filter((one) => (email === undefined ? !hidden.has(one.id) : one.email === email))
    const start = (Number(page) - 1) * Number(size)
    return { accounts: found.slice(start, start + Number(size)), total: found.length }
  }
  return { ask, asked }
}

describe('readAccounts', () => {
  it('asks for a few people one by one', async () => {
    const { ask, asked } = listOf(5_000)
    const found = await readAccounts(ask, [7, 4_711].map(signedIn))
    expect([...found.entries()]).toEqual([
      [7, account(7)],
      [4_711, account(4_711)],
    ])
    expect(asked).toEqual([{ email: '7@example.test' }, { email: '4711@example.test' }])
  })

  it('reads whole pages for many people, in three calls for a hundred of them among two thousand', async () => {
    const { ask, asked } = listOf(2_000)
    const found = await readAccounts(ask, range(100).map(signedIn))
    expect(range(100).map((id) => found.get(id))).toEqual(range(100).map(account))
    expect(asked).toHaveLength(3)
  })

  it('asks for whoever is missing in the pages before it takes him for gone', async () => {
    const { ask, asked } = listOf(50, new Set([3]))
    const found = await readAccounts(ask, [...range(50), 51].map(signedIn))
    expect(found.get(3)).toEqual(account(3))
    expect(found.get(51)).toBeNull()
    expect(asked).toHaveLength(4)
  })

  it('takes an address that belongs to somebody else by now for gone', async () => {
    const { ask } = listOf(5)
    expect((await readAccounts(ask, [{ ...signedIn(9), email: '2@example.test' }])).get(9)).toBeNull()
  })

  it('looks at the first ones only, where neither way is bearable', async () => {
    const { ask, asked } = listOf(60_000)
    const found = await readAccounts(ask, range(300).map(signedIn))
    expect(found.size).toBe(200)
    expect(found.has(200)).toBe(true)
    expect(asked).toHaveLength(201)
  })
})
