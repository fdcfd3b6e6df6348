// A log whose writers, followers and PostgreSQL are killed again and again, and all that is known of it afterwards.
import {
  EVENT_LOG_SCHEMA,
  eventLogMigrations,
  type OpenedEventLog,
  verifyEventLog,
} from '@ticketing/event-log'
import { createLog, type Log, migrate, openDatabase } from '@ticketing/service-kit'
import { until } from '../journey/pay.js'
import { type Effects, startEffects } from './effects.js'
import type { Evidence, Reading } from './evidence.js'
import { startFollowing } from './following.js'
import { type KillableDatabase, startKillableDatabase } from './killable-database.js'
import { createRandom, type Random } from './random.js'
import { type Crew, createCrew } from './storm-crew.js'
import { createStormCommands } from './storm-deeds.js'
import { toLine } from './storm-events.js'
import { openStormLog, readWhole } from './storm-log.js'

/** Answers to writers between two blows. */
const CALM = { least: 50, spread: 250 }
const MOST_VICTIMS = 5

export type Victim = 'processes' | 'database'

export interface LogStorm {
  /** What happened that must not, apart from what is in the log. */
  readonly failures: readonly string[]
  /** Lets them write for a while, kills, and starts again what was killed. */
  blow(victims: readonly Victim[]): Promise<void>
  /** Reads all of the log while others go on writing. */
  look(): Promise<Evidence>
  /** Ends the writers, settles what they left, and reads all of it. */
  settle(): Promise<Evidence>
  close(): Promise<void>
}

interface Parts {
  readonly database: KillableDatabase
  readonly effects: Effects
  readonly eventLog: OpenedEventLog
  readonly crew: Crew
  readonly random: Random
  readonly log: Log
}

/** What the log says of itself when it is computed anew, from the bytes that stand in the database. */
async function findUnsound(url: string, log: Log): Promise<readonly string[]> {
  const database = openDatabase({ url, applicationName: 'storm', max: 1, log })
  const { faults } = await verifyEventLog(database)
  await database.close()
  return faults.map(({ kind, where }) => `${kind} at ${where}`)
}

async function strike({ database, crew, random }: Parts, victims: readonly Victim[]): Promise<void> {
  await crew.tally.more(CALM.least + random.below(CALM.spread))
  const first = random.below(crew.places)
  const count = victims.includes('processes') ? 1 + random.below(MOST_VICTIMS) : 0
  const places = Array.from({ length: count }, (_, index) => (first + index) % crew.places)
  const atDatabase = victims.includes('database')
  await Promise.all([crew.kill(places), atDatabase && database.kill()])
  if (atDatabase) await database.start()
  crew.start(places)
}

/** What was said before the reading begins must be in it, and what is in it was done before the reading ends. */
async function gather(
  { crew, effects, eventLog, database, log }: Parts,
  readings: Reading[],
): Promise<Evidence> {
  const { promised, refused, acknowledged } = structuredClone({
    promised: crew.promised,
    refused: crew.refused,
    acknowledged: crew.acknowledged,
  })
  const end = (await readWhole(eventLog)).map(toLine)
  const done = new Map(effects.done)
  const unsound = await findUnsound(database.servicesUrl, log)
  const evidence = { acknowledged, promised, refused, done, readings: [...readings], end, unsound }
  readings.push({ reader: `reading ${readings.length + 1}`, lines: end })
  return evidence
}

/** Whatever the writers left under way is found out, once their patience is over. */
async function settleAll({ eventLog, effects, log }: Parts): Promise<void> {
  const commands = createStormCommands(eventLog, effects.url, log)
  const lastOf = async () => new Map((await readWhole(eventLog)).map(({ stream, type }) => [stream, type]))
  await until(
    async () => {
      await commands.settleAbandoned()
      return [...(await lastOf()).values()]
    },
    (types) => !types.includes('CommandIntended'),
  )
  await commands.close()
}

async function openParts(seed: number, settings: readonly string[]): Promise<Parts> {
  const log = createLog({ name: 'storm', level: 'silent' })
  const database = await startKillableDatabase()
  for (const setting of settings) await database.run(setting)
  const { ownerUrl, servicesUrl: url } = database
  await migrate({
    url: ownerUrl,
    schema: EVENT_LOG_SCHEMA,
    migrations: eventLogMigrations,
    grantTo: new URL(url).username,
    log,
  })
  const effects = await startEffects()
  const crew = createCrew({ url, effectsUrl: effects.url, seed })
  return { database, effects, crew, log, eventLog: openStormLog(url, log), random: createRandom(seed) }
}

/** Everything runs when it resolves. `settings`: statements for the database before anybody uses it. */
export async function startLogStorm(seed: number, settings: readonly string[] = []): Promise<LogStorm> {
  const parts = await openParts(seed, settings)
  const { database, crew, effects, eventLog } = parts
  const everybody = Array.from({ length: crew.places }, (_, place) => place)
  const following = startFollowing(eventLog, toLine)
  const readings: Reading[] = []
  crew.start(everybody)
  return {
    failures: crew.failures,
    blow: (victims) => strike(parts, victims),
    look: () => gather(parts, readings),
    async settle() {
      await crew.kill(everybody)
      await settleAll(parts)
      const evidence = await gather(parts, readings)
      const { lines: followed } = following
      await until(
        async () => followed.length,
        (length) => length >= evidence.end.length,
      )
      readings.push({ reader: 'the follower', lines: followed })
      readings.push({ reader: 'the follower that was killed', lines: crew.followed })
      return { ...evidence, readings }
    },
    async close() {
      await crew.kill(everybody)
      await following.end()
      await eventLog.close()
      await effects.close()
      await database.close()
    },
  }
}
