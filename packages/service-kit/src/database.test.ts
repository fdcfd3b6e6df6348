import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { type Database, openDatabase } from './database.js'
import { later } from './later.js'
import { createLog } from './log.js'
import { createTemporaryDatabase, type TemporaryDatabase } from './temporary-database.js'

const log = createLog({ name: 'test', level: 'silent' })
const opened: Database[] = []
let temporary: TemporaryDatabase

beforeAll(async () => {
  temporary = await createTemporaryDatabase(process.env.TEST_DATABASE_URL)
  await temporary.run('CREATE TABLE notes (text text PRIMARY KEY)')
})
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close()
})
afterAll(() => temporary.drop())

function open(url = temporary.url): Database {
  const database = openDatabase({ url, applicationName: 'kit-test', max: 2, log })
  opened.push(database)
  return database
}

const killAll = () =>
  temporary.run(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kit-test' AND datname = current_database()",
  )

describe('openDatabase', () => {
  it('gives rows for parameters', async () => {
    expect(await open().query<{ sum: number }>('SELECT $1::int + $2::int AS sum', [2, 3])).toEqual([
      { sum: 5 },
    ])
  })

  it('commits a transaction that resolves and rolls back one that rejects', async () => {
    const database = open()
    await database.transaction((transaction) => transaction.query("INSERT INTO notes VALUES ('kept')"))
    const failing = database.transaction(async (transaction) => {
      await transaction.query("INSERT INTO notes VALUES ('lost')")
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    expect(await database.query('SELECT text FROM notes')).toEqual([{ text: 'kept' }])
  })

  it('passes a statement error on with its SQLSTATE', async () => {
    await expect(open().query('SELECT nothing FROM nowhere')).rejects.toMatchObject({ code: '42P01' })
  })

  it('answers SERVICE_UNAVAILABLE when nothing listens, without showing where', async () => {
    const attempt = open('postgres://me:hush@127.0.0.1:1/none').query('SELECT 1')
    await expect(attempt).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      publicMessage: expect.not.stringContaining('127.0.0.1'),
    })
  })

  it('survives the loss of idle and busy connections', async () => {
    const database = open()
    const busy = database.transaction(async (transaction) => {
      await transaction.query('SELECT 1')
      await killAll()
      await transaction.query('SELECT 1')
    })
    await expect(busy).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('hears notifications until told otherwise', async () => {
    const database = open()
    const heard: string[] = []
    const first = later()
    const stop = await database.listen('News', (payload) => {
      heard.push(payload)
      first.resolve()
    })
    await database.query("SELECT pg_notify('News', 'one')")
    await first.promise
    await stop()
    const other = later()
    await database.listen('other', () => other.resolve())
    await database.query("SELECT pg_notify('News', 'two'), pg_notify('other', '')")
    await other.promise
    expect(heard).toEqual(['one'])
  })

  it('listens again after its connection was lost, and says that there was a gap', async () => {
    const database = open()
    const heard = later<string>()
    let gaps = 0
    const back = later()
    await database.listen('news', heard.resolve, () => {
      gaps += 1
      if (gaps === 2) back.resolve()
    })
    await killAll()
    await back.promise
    await database.query("SELECT pg_notify('news', 'after')")
    expect(await heard.promise).toBe('after')
  })

  it('rejects a subscription when the database is away, and closes all the same', async () => {
    const attempt = open('postgres://me:x@127.0.0.1:1/none').listen('news', () => undefined)
    await expect(attempt).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
  })
})
