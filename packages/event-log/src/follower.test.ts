import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { createLog, type Database, openDatabase } from '@ticketing/service-kit'
import { createEventLog, type OpenedEventLog } from './create-event-log.js'
import { createFollower, type Follower, type FollowerOptions } from './follower.js'
import { sampleSignIn, type TemporaryEventLog, temporaryEventLog } from './testing/index.js'

const log = createLog({ name: 'test', level: 'silent' })
let temporary: TemporaryEventLog
let database: Database
let eventLog: OpenedEventLog
const followers: Follower[] = []

// As the superuser, who may make the tables that the followers write.
beforeAll(async () => {
  temporary = await temporaryEventLog()
  database = openDatabase({ url: temporary.adminUrl, applicationName: 'test', log })
  eventLog = createEventLog({ database, log })
  await database.query('CREATE TABLE seen (follower text, stream text, version bigint, place serial)')
})
afterEach(async () => {
  await Promise.all(followers.splice(0).map((follower) => follower.close()))
})
afterAll(async () => {
  await eventLog.close()
  await database.close()
  await temporary.close()
})

function follow(name: string, options: Partial<FollowerOptions> = {}): Follower {
  const follower = createFollower({
    name,
    database,
    eventLog,
    log,
    async handle(events, transaction) {
      for (const { stream, version } of events) {
        await transaction.query('INSERT INTO seen (follower, stream, version) VALUES ($1, $2, $3)', [
          name,
          stream,
          version,
        ])
      }
    },
    ...options,
  })
  followers.push(follower)
  return follower
}

async function record(stream: string, count: number): Promise<void> {
  for (let sent = 0; sent < count; sent++) {
    await temporary.eventLog.append([{ stream, expected: 'any', events: [sampleSignIn()] }])
  }
}

async function seen(follower: string, stream: string): Promise<number[]> {
  const rows = await database.query<{ version: string }>(
    'SELECT version FROM seen WHERE follower = $1 AND stream = $2 ORDER BY place',
    [follower, stream],
  )
  return rows.map(({ version }) => Number(version))
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5))
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)
const newNames = () => ({ name: randomUUID(), stream: `session:${randomUUID()}` })

describe('createFollower', () => {
  it('goes on where it stood', async () => {
    const { name, stream } = newNames()
    await record(stream, 3)
    const first = follow(name)
    await until(async () => (await seen(name, stream)).length === 3)
    await first.close()
    await record(stream, 2)
    follow(name)
    await until(async () => (await seen(name, stream)).length >= 5)
    expect(await seen(name, stream)).toEqual(upTo(5))
  })

  it('works in one instance at a time, each event once', async () => {
    const { name, stream } = newNames()
    const crowd = [follow(name), follow(name), follow(name)]
    await record(stream, 10)
    await until(async () => (await seen(name, stream)).length > 0)
    await crowd[0]?.close()
    await record(stream, 10)
    await until(async () => (await seen(name, stream)).length >= 20)
    expect(await seen(name, stream)).toEqual(upTo(20))
  })

  it('undoes what it wrote when it fails, and tries again', async () => {
    const { name, stream } = newNames()
    let failures = 0
    follow(name, {
      filter: { streams: [stream] },
      async handle(events, transaction) {
        for (const { version } of events) {
          await transaction.query('INSERT INTO seen (follower, stream, version) VALUES ($1, $2, $3)', [
            name,
            stream,
            version,
          ])
        }
        failures += 1
        if (failures === 1) throw new Error('not today')
      },
    })
    await record(stream, 2)
    await until(async () => (await seen(name, stream)).length >= 2)
    expect(await seen(name, stream)).toEqual(upTo(2))
    expect(failures).toBeGreaterThan(1)
  })
})
