import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createLog, type Database, openDatabase } from '@ticketing/service-kit'
import { sampleSignIn, type TemporaryEventLog, temporaryEventLog } from './testing/index.js'

let temporary: TemporaryEventLog
let database: Database
let child: ChildProcess | null = null
beforeAll(async () => {
  temporary = await temporaryEventLog()
  const log = createLog({ name: 'test', level: 'silent' })
  database = openDatabase({ url: temporary.adminUrl, applicationName: 'test', log })
  await database.query('CREATE TABLE seen (place bigserial, id uuid)')
})
afterAll(async () => {
  child?.kill('SIGKILL')
  await database.close()
  await temporary.close()
})

/** A follower in a process of its own, that writes one event after the other. */
function startElsewhere(): ChildProcess {
  const script = `
    const { createEventLog, createFollower } = await import(${JSON.stringify(import.meta.resolve('./index.js'))})
    const { createLog, openDatabase } = await import(${JSON.stringify(import.meta.resolve('@ticketing/service-kit'))})
    const log = createLog({ name: 'follower', level: 'silent' })
    const database = openDatabase({ url: ${JSON.stringify(temporary.adminUrl)}, applicationName: 'follower', log })
    createFollower({
      name: 'killed', database, eventLog: createEventLog({ database, log }), log,
      async handle(events, transaction) {
        for (const { id } of events) await transaction.query('INSERT INTO seen (id) VALUES ($1)', [id])
      },
    })`
  return spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' })
}

async function seen(): Promise<string[]> {
  return (await database.query<{ id: string }>('SELECT id FROM seen ORDER BY place')).map(({ id }) => id)
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 2))
}

describe('a follower that is killed', () => {
  it('has seen each event once and in order when its successor is through', async () => {
    let writing = true
    const writers = Array.from({ length: 4 }, async () => {
      const stream = `session:${randomUUID()}`
      while (writing) {
        const events = [sampleSignIn(), sampleSignIn()]
        await temporary.eventLog.append([{ stream, expected: 'any', events }])
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    })
    for (let kills = 0; kills < 2; kills++) {
      const before = (await seen()).length
      child = startElsewhere()
      await until(async () => (await seen()).length > before)
      const killed = child
      child.kill('SIGKILL')
      await once(killed, 'exit')
    }
    writing = false
    await Promise.all(writers)
    const all = await temporary.eventLog.readAll({ limit: 100_000 })
    child = startElsewhere()
    await until(async () => (await seen()).length >= all.length)
    expect(await seen()).toEqual(all.map(({ id }) => id))
  }, 30_000)
})
