// Two gateways over one database, all of which are killed again and again under eight people at work.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { OpenedEventLog } from '@ticketing/event-log'
import { createLog, type Database, openDatabase } from '@ticketing/service-kit'
import { findFaults } from './checker.js'
import type { Fault, Reading } from './evidence.js'
import { startFollowing } from './following.js'
import { createGatewayFleet, type GatewayFleet } from './gateway-fleet.js'
import { type KillableDatabase, startKillableDatabase } from './killable-database.js'
import { openShop, type People } from './people.js'
import { gatherPlatform, type PlatformEvidence, toPlatformLine } from './platform-evidence.js'
import { createRandom } from './random.js'
import { emptyCartOf } from './shop.js'
import { openStormLog } from './storm-log.js'
import { startWitnessedBackend, type WitnessedBackend } from './witnessed-backend.js'

const GATEWAYS = [0, 1] as const
/** What people are told to have been done, between two blows. */
const CALM = { least: 5, spread: 20 }
/** Longer than the patience of a webhook that was on its way when its gateway was killed: a minute. */
const SETTLED_WITHIN_MS = 120_000
const LOOK_EVERY_MS = 1_000

/** A gateway by its place. */
export type PlatformVictim = (typeof GATEWAYS)[number] | 'database'

export interface Settled {
  readonly evidence: PlatformEvidence
  readonly faults: readonly Fault[]
}

export interface PlatformStorm {
  /** What happened that must not, apart from what is recorded. */
  readonly failures: readonly string[]
  /** Lets people work for a while, kills, and starts again what was killed. */
  blow(victims: readonly PlatformVictim[]): Promise<void>
  /** Sends the people home, and waits until everything is settled; then there are no faults, or they will stay. */
  settle(): Promise<Settled>
  close(): Promise<void>
}

interface Parts {
  readonly database: KillableDatabase
  readonly backend: WitnessedBackend
  readonly fleet: GatewayFleet
  readonly people: People
  readonly eventLog: OpenedEventLog
  /** With the rights of a service. */
  readonly reading: Database
  readonly failures: readonly string[]
  readonly dataDir: string
}

async function openParts(seed: number): Promise<Parts> {
  const log = createLog({ name: 'storm', level: 'silent' })
  const dataDir = await mkdtemp(path.join(tmpdir(), 'ticketing-storm-gateways-'))
  const failures: string[] = []
  const [database, backend] = await Promise.all([startKillableDatabase(), startWitnessedBackend()])
  const sessionSecret = randomBytes(32).toString('hex')
  const onFailure = (text: string) => failures.push(text)
  const fleet = createGatewayFleet({ database, backend, dataDir, sessionSecret, onFailure })
  await fleet.start(GATEWAYS)
  const { urls } = fleet
  const people = await openShop({ urls, stripeUrl: backend.stripeUrl, random: createRandom(seed) })
  const url = database.servicesUrl
  return {
    database,
    backend,
    fleet,
    people,
    eventLog: openStormLog(url, log),
    reading: openDatabase({ url, applicationName: 'storm', max: 1, log }),
    failures,
    dataDir,
  }
}

async function strike({ database, fleet }: Parts, victims: readonly PlatformVictim[]): Promise<void> {
  const places = GATEWAYS.filter((place) => victims.includes(place))
  const atDatabase = victims.includes('database')
  await Promise.all([fleet.kill(places), atDatabase && database.kill()])
  if (atDatabase) await database.start()
  await fleet.start(places)
}

/** What stands nowhere because nobody can know it any more, which the log says itself. */
const isKnownUnknown =
  (unknown: readonly string[]) =>
  ({ kind, text }: Fault): boolean =>
    kind === 'untold' && unknown.some((stream) => text.includes(stream.slice(stream.indexOf(':') + 1)))

const CART_OF_USER = /\bcart:user:(\d+)/

/** Whoever has a cart with an open intent comes again: only they are shown their cart. */
async function bringCustomersBack({ people, backend }: Parts, faults: readonly Fault[]): Promise<void> {
  const ids = faults.flatMap(({ kind, text }) =>
    kind === 'open' ? (CART_OF_USER.exec(text)?.[1] ?? []) : [],
  )
  for (const id of new Set(ids)) await emptyCartOf(people.shop, await backend.emailOf(id))
}

async function settleAll(parts: Parts, following: Reading): Promise<Settled> {
  const { people, eventLog, reading: database, backend } = parts
  const { promises } = people.shop
  const until = Date.now() + SETTLED_WITHIN_MS
  for (;;) {
    const readings = [{ ...following, lines: [...following.lines] }]
    const evidence = await gatherPlatform({ eventLog, database, backend, promises, readings })
    const known = isKnownUnknown(evidence.unknown)
    const faults = [...findFaults(evidence), ...evidence.more].filter((fault) => !known(fault))
    if (faults.length === 0 || Date.now() > until) return { evidence, faults }
    await bringCustomersBack(parts, faults)
    await pause(LOOK_EVERY_MS)
  }
}

/** Everybody is at work when it resolves. */
export async function startPlatformStorm(seed: number): Promise<PlatformStorm> {
  const parts = await openParts(seed)
  const { database, backend, fleet, people, eventLog, reading, dataDir } = parts
  const random = createRandom(seed)
  const following = startFollowing(eventLog, toPlatformLine)
  return {
    failures: parts.failures,
    async blow(victims) {
      await people.shop.tally.more(CALM.least + random.below(CALM.spread))
      await strike(parts, victims)
    },
    async settle() {
      await people.leave()
      return settleAll(parts, { reader: 'the follower', lines: following.lines })
    },
    async close() {
      await people.leave()
      await following.end()
      await fleet.close()
      await eventLog.close()
      await reading.close()
      await backend.close()
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
