import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createLog, type Database, openDatabase } from '@ticketing/service-kit'
import {
  sampleCompletion,
  sampleIntent,
  sampleSignIn,
  type TemporaryEventLog,
  temporaryEventLog,
} from './testing/index.js'
import { verifyEventLog } from './verify.js'

let temporary: TemporaryEventLog
let admin: Database
beforeAll(async () => {
  temporary = await temporaryEventLog()
  const log = createLog({ name: 'test', level: 'silent' })
  admin = openDatabase({ url: temporary.adminUrl, applicationName: 'test', log })
  const { eventLog } = temporary
  const upperCase = { ...sampleSignIn(), id: randomUUID().toUpperCase() }
  await eventLog.append([{ stream: 'session:0', expected: 'none', events: [upperCase] }])
  for (let number = 1; number <= 20; number++) {
    const stream = `session:${number % 3}`
    const intent = sampleIntent()
    await eventLog.append([{ stream, expected: 'any', events: [sampleSignIn(), intent] }])
    if (number < 20) {
      await eventLog.append([{ stream, expected: 'any', events: [sampleCompletion()], closes: intent.id }])
    }
  }
  await eventLog.readAll()
  await eventLog.append([{ stream: 'session:later', expected: 'any', events: [sampleSignIn()] }])
})
afterAll(async () => {
  await admin.close()
  await temporary.close()
})

/** What is found while a superuser, who can remove the triggers, has changed something. */
async function faultsAfter(change: string): Promise<readonly string[]> {
  const found: string[] = []
  const undone = new Error('undone')
  const attempt = admin.transaction(async (transaction) => {
    await transaction.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ')
    for (const table of ['events', 'positions']) {
      await transaction.query(`ALTER TABLE event_log.${table} DISABLE TRIGGER USER`)
    }
    await transaction.query(change)
    const inside: Database = {
      ...admin,
      transaction: (work) =>
        work({
          query: async (sql, values) => (sql.startsWith('SET') ? [] : transaction.query(sql, values)),
        }),
    }
    found.push(...(await verifyEventLog(inside)).faults.map(({ kind }) => kind))
    throw undone
  })
  await expect(attempt).rejects.toBe(undone)
  return found
}

describe('verifyEventLog', () => {
  it('finds nothing in a log that is whole', async () => {
    expect(await verifyEventLog(temporary.database)).toEqual({ events: 61n, faults: [] })
  })

  it('looks at the events after the one given', async () => {
    const { events } = await verifyEventLog(temporary.database, { afterArrival: 50n })
    expect(events).toBe(11n)
  })

  it.each([
    ['hash', `UPDATE event_log.events SET envelope = replace(envelope, 'tests', 'tricks') WHERE arrival = 5`],
    [
      'form',
      `UPDATE event_log.events SET envelope = envelope || ' ', hash = sha256(convert_to(envelope || ' ', 'UTF8'))
       WHERE arrival = 5`,
    ],
    [
      'columns',
      `WITH events AS (UPDATE event_log.events SET actor_id = '8' WHERE arrival = 5)
       UPDATE event_log.positions SET actor_id = '8' WHERE arrival = 5`,
    ],
    ['positions', 'UPDATE event_log.positions SET position = position + 100 WHERE position >= 30'],
    ['copies', `UPDATE event_log.positions SET actor_id = '8' WHERE position = 30`],
    ['queue', 'INSERT INTO event_log.unsealed VALUES (1)'],
    ['open intents', 'DELETE FROM event_log.open_intents'],
  ])('finds wrong %s', async (kind, change) => {
    expect(await faultsAfter(change)).toEqual([kind])
  })

  it('finds an event that is gone', async () => {
    expect(await faultsAfter('DELETE FROM event_log.events WHERE arrival = 5')).toEqual([
      'versions',
      'copies',
    ])
  })
})
