import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createLog, type Database, openDatabase } from '@ticketing/service-kit'
import { sampleIntent, sampleSignIn, type TemporaryEventLog, temporaryEventLog } from './testing/index.js'

const log = createLog({ name: 'test', level: 'silent' })
let temporary: TemporaryEventLog
let owner: Database
let superuser: Database
beforeAll(async () => {
  temporary = await temporaryEventLog()
  owner = openDatabase({ url: temporary.ownerUrl, applicationName: 'test', log })
  superuser = openDatabase({ url: temporary.adminUrl, applicationName: 'test', log })
  const events = [sampleSignIn(), sampleIntent()]
  await temporary.eventLog.append([{ stream: 'session:1', expected: 'none', events }])
  await temporary.eventLog.readAll()
  await temporary.eventLog.append([{ stream: 'session:2', expected: 'none', events: [sampleSignIn()] }])
})
afterAll(async () => {
  await owner.close()
  await superuser.close()
  await temporary.close()
})

const INSUFFICIENT_PRIVILEGE = { code: '42501' }

describe("a service's role", () => {
  it.each([
    `INSERT INTO event_log.events (id, stream, version, type, correlation_id, envelope, hash)
     VALUES (gen_random_uuid(), 'session:1', 3, 'SignedIn', 'x', '{}', '')`,
    `INSERT INTO event_log.positions (position, arrival, stream, type, correlation_id, recorded_at)
     VALUES (9, 9, 'session:1', 'SignedIn', 'x', now())`,
    'INSERT INTO event_log.unsealed VALUES (9)',
    'INSERT INTO event_log.migrations (name, hash) VALUES (1, 1)',
    "UPDATE event_log.events SET envelope = '{}'",
    'UPDATE event_log.positions SET position = position + 1',
    "UPDATE event_log.open_intents SET open_until = '-infinity'",
    'DELETE FROM event_log.events',
    'DELETE FROM event_log.positions',
    'DELETE FROM event_log.unsealed',
    'DELETE FROM event_log.open_intents',
    'DELETE FROM event_log.followers',
    'TRUNCATE event_log.events',
    'TRUNCATE event_log.positions',
    'ALTER TABLE event_log.events DISABLE TRIGGER USER',
    'ALTER TABLE event_log.events DROP CONSTRAINT events_stream_version_key',
    'DROP TRIGGER keep_rows ON event_log.events',
    'DROP TABLE event_log.events',
    'CREATE TABLE event_log.mine ()',
    "CREATE OR REPLACE FUNCTION event_log.append(batches jsonb) RETURNS jsonb LANGUAGE sql AS $$ SELECT '{}'::jsonb $$",
    'ALTER FUNCTION event_log.refuse_change() RENAME TO refuse',
    'CREATE OR REPLACE FUNCTION event_log.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$',
    'SET session_replication_role = replica',
    "SELECT setval('event_log.events_arrival_seq', 1)",
    "SELECT nextval('event_log.events_arrival_seq')",
  ])('may not: %s', async (sql) => {
    await expect(temporary.database.query(sql)).rejects.toMatchObject(INSUFFICIENT_PRIVILEGE)
  })

  it('may append only what the function lets through', async () => {
    const append = (batches: unknown) =>
      temporary.database.query('SELECT event_log.append($1) AS answer', [JSON.stringify(batches)])
    const event = { id: sampleSignIn().id, type: 'SignedIn', correlationId: 'x', envelope: '{}' }
    const batch = { stream: 'session:1', expected: null, closes: null, events: [event] }
    expect(await append([batch])).toEqual([{ answer: { conflict: 'session:1', version: 2, open: true } }])
  })
})

describe('append, whoever calls it', () => {
  const event = () => ({ id: sampleSignIn().id, type: 'SignedIn', correlationId: 'x', envelope: '{}' })
  const append = (changes: object, stream = 'session:3') =>
    temporary.database.query('SELECT event_log.append($1)', [
      JSON.stringify([{ stream, expected: null, closes: null, events: [{ ...event(), ...changes }] }]),
    ])
  const long = 'é'.repeat(501)

  it.each([
    ['type', { type: long }],
    ['actor', { actorId: long }],
    ['request', { requestId: long }],
    ['correlation', { correlationId: long }],
  ])('takes no event whose %s could not be indexed', async (_, changes) => {
    await expect(append(changes)).rejects.toMatchObject({ code: '23514' })
  })

  const called = (events: readonly object[]) => {
    const all = events.map((changes) => ({ ...event(), ...changes }))
    const batches = [{ stream: 'session:4', expected: null, closes: null, events: all }]
    return temporary.database.query('SELECT event_log.append($1)', [JSON.stringify(batches)])
  }
  const intent = { type: 'CommandIntended', command: 'x', patienceMs: 1 }

  it('takes no intent that is not the last of its batch', async () => {
    await expect(called([{}, intent, {}])).rejects.toThrow('An intent is the last event of its batch')
    expect(await temporary.eventLog.readStream('session:4')).toEqual([])
  })

  it.each([600_001, 0, -1, 'NaN', null])('takes no intent with a patience of %s ms', async (patienceMs) => {
    await expect(called([{ ...intent, patienceMs }])).rejects.toMatchObject({ code: '23514' })
    expect(await temporary.eventLog.openIntent('session:4')).toBeNull()
  })

  it('takes no name of a stream that could not be indexed', async () => {
    await expect(append({}, long)).rejects.toMatchObject({ code: '23514' })
  })

  it.each(['', 'text', '[]', '{"id":', 'null'])(
    'takes no envelope that cannot be read: %s',
    async (envelope) => {
      await expect(append({ envelope })).rejects.toMatchObject({
        code: expect.stringMatching(/^(22P02|23514)$/),
      })
    },
  )
})

describe.each([
  ['the owner', () => owner],
  ['a superuser', () => superuser],
])('%s', (_, database) => {
  it.each([
    "UPDATE event_log.events SET envelope = '{}'",
    'UPDATE event_log.positions SET position = position + 1',
    'DELETE FROM event_log.events',
    'DELETE FROM event_log.positions',
    'TRUNCATE event_log.events',
    'TRUNCATE event_log.positions CASCADE',
  ])('changes nothing that was recorded by: %s', async (sql) => {
    await expect(database().query(sql)).rejects.toThrow('stays as it is')
  })
})

it('keeps its rows from a superuser whose session replicates', async () => {
  const change = superuser.transaction(async (transaction) => {
    await transaction.query('SET LOCAL session_replication_role = replica')
    await transaction.query('DELETE FROM event_log.events')
  })
  await expect(change).rejects.toThrow('stays as it is')
  expect(await temporary.eventLog.count({})).toBe(3)
})

it('lets nobody else in', async () => {
  const name = `stranger_${process.pid}_${Date.now()}`
  await superuser.query(`CREATE ROLE ${name} LOGIN PASSWORD 'x'`)
  const url = Object.assign(new URL(temporary.url), { username: name, password: 'x' })
  const stranger = openDatabase({ url: url.href, applicationName: 'test', log })
  try {
    for (const sql of [
      'SELECT FROM event_log.events',
      'SELECT event_log.append($$[]$$)',
      'SELECT event_log.seal(true)',
    ]) {
      await expect(stranger.query(sql)).rejects.toMatchObject(INSUFFICIENT_PRIVILEGE)
    }
  } finally {
    await stranger.close()
    await superuser.query(`DROP ROLE ${name}`)
  }
})
