// The commands of the command line, each with what it needs opened for it.
import { randomUUID } from 'node:crypto'
import { openEventLog } from '@ticketing/event-log'
import { type Log, openDatabase, type Stop } from '@ticketing/service-kit'
import {
  createAudit,
  type createTerminal,
  reconcileNow,
  settleNow,
  showStream,
  tailLog,
  verifyLog,
  type Writing,
} from '@ticketing/subgraph-audit'
import { settlePayments } from '@ticketing/subgraph-payments'
import { createTicketing } from '@ticketing/subgraph-ticketing'
import type { DatabaseUrls } from '../databases.js'
import type { StandaloneSettings } from '../settings.js'
import { openParts } from '../shared-parts.js'
import type { Wanted } from './arguments.js'
import { findDatabases, findSurroundings } from './find-platform.js'
import { untilGone } from './until-gone.js'

export interface CommandBase {
  readonly settings: StandaloneSettings
  readonly log: Log
  /** Closes what was opened; its signal ends what would go on for ever. */
  readonly stop: Stop
  readonly terminal: ReturnType<typeof createTerminal>
  readonly now: () => number
}

/** The log alone, as a service may read it. */
function openLog({ services: url }: DatabaseUrls, { log, stop }: CommandBase) {
  const database = openDatabase({ url, applicationName: 'audit', log })
  stop.on('database', () => database.close())
  const eventLog = openEventLog({ url, log })
  stop.on('event log', () => eventLog.close())
  return { database, eventLog }
}

/** What rooms are made with, and where Stripe is. */
async function openRoomParts(databases: DatabaseUrls, base: CommandBase) {
  const { settings, log, stop, now } = base
  const { plan, ticketingApiUrl, stripeApiBase } = await findSurroundings(settings)
  const parts = await openParts({
    ticketingApiUrl,
    serviceAccount: plan.serviceAccount,
    catalogueCacheSeconds: 0,
    databases,
    sessionSecret: plan.sessionSecret,
    accountCheckSeconds: 0,
    now,
    log,
    stop,
  })
  const deps = { ...parts, log, now, newId: randomUUID }
  return { deps, paymentsSettings: { ...plan, stripeApiBase } }
}

async function reconcile(databases: DatabaseUrls, json: boolean, base: CommandBase): Promise<boolean> {
  const { deps } = await openRoomParts(databases, base)
  const { reconciler } = createAudit({ reconcileMinutes: 0 }, deps)
  if (reconciler === null) {
    throw new Error(
      'This needs a service account: set TICKETING_SERVICE_EMAIL and TICKETING_SERVICE_PASSWORD.',
    )
  }
  const { terminal, stop } = base
  return reconcileNow(reconciler, { terminal, json, signal: stop.signal })
}

async function settle(databases: DatabaseUrls, json: boolean, base: CommandBase): Promise<boolean> {
  const { deps, paymentsSettings } = await openRoomParts(databases, base)
  const ticketing = createTicketing({}, deps)
  base.stop.on('subgraph ticketing', () => ticketing.subgraph.close())
  const all = async () => (await ticketing.settle()) + (await settlePayments(paymentsSettings, deps))
  await settleNow(deps.database, all, { terminal: base.terminal, json })
  return true
}

interface Tail extends Writing {
  readonly from: bigint | null
}

async function tail(databases: DatabaseUrls, tailing: Tail, base: CommandBase): Promise<boolean> {
  const { database, eventLog } = openLog(databases, base)
  const { signal } = base.stop
  await Promise.race([tailLog(eventLog, { ...tailing, signal }), untilGone(database, signal)])
  return true
}

/** Whether all is well; rejects with one line where it cannot be done. */
export async function runCommand(wanted: Wanted, base: CommandBase): Promise<boolean> {
  const databases = await findDatabases(base.settings)
  const { json } = wanted
  const { terminal } = base
  switch (wanted.command) {
    case 'show':
      return showStream(openLog(databases, base).eventLog, wanted.stream, { terminal, json })
    case 'tail':
      return tail(databases, { from: wanted.from, terminal, json }, base)
    case 'verify':
      return verifyLog(openLog(databases, base).database, { terminal, json })
    case 'reconcile':
      return reconcile(databases, json, base)
    case 'settle':
      return settle(databases, json, base)
  }
}
