import { describe, expect, it } from '@jest/globals'
import type { Ask } from '../backend/ask.js'
import { readRecordsOf } from './records-of-user.js'

const raw = (uuid: string, userId: number) => ({
  uuid,
  status: 'paid',
  payment_method: 'stripe',
  amount: '20.00',
  refunded_amount: null,
  transaction_id: null,
  paid_at: null,
  created_at: '2024-07-01T10:00:00+00:00',
  invoice_link: null,
  cart_snapshot: [],
  user: { id: userId },
})
const uuids = [1, 2, 3, 4].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`)

/** A backend with these records, and what it was asked. */
function backendWith(records: readonly ReturnType<typeof raw>[], total = records.length) {
  const asked: (string | undefined)[] = []
  const ask: Ask = async ({ query, answer }) => {
    asked.push(query?.q === undefined ? `page ${query?.page}` : 'search')
    return answer.parse({ data: records, meta: { total } })
  }
  return { ask, asked }
}

describe('the full records of a user', () => {
  it('hold nobody else’s, whatever the backend answers', async () => {
    const [mine, foreign] = [uuids[0] ?? '', uuids[1] ?? '']
    const { ask } = backendWith([raw(mine, 1), raw(foreign, 2)])
    const records = await readRecordsOf(ask, { userId: 1, uuids: [mine, foreign] })
    expect([...records.keys()]).toEqual([mine])
  })

  it('are searched when they are few and listed when they are many', async () => {
    const few = backendWith([])
    await readRecordsOf(few.ask, { userId: 1, uuids: uuids.slice(0, 2) })
    expect(few.asked).toEqual(['search', 'search'])
    const many = backendWith(uuids.map((uuid) => raw(uuid, 1)))
    expect((await readRecordsOf(many.ask, { userId: 1, uuids })).size).toBe(4)
    expect(many.asked).toEqual(['page 1'])
  })

  it('are searched one by one once the list gets long', async () => {
    const { ask, asked } = backendWith([raw(uuids[0] ?? '', 1)], 5000)
    await readRecordsOf(ask, { userId: 1, uuids })
    expect(asked).toEqual(['page 1', 'page 2', 'page 3', 'search', 'search', 'search'])
  })
})
