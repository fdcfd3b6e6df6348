// The commands of the command line, each with what it needs opened for it.
import { openEventLog } from '@ticketing/event-log'
import { type Log, openDatabase, type Stop } from '@ticketing/service-kit'
import { type createTerminal, reconcileNow, showStream, tailLog, verifyLog } from '@ticketing/subgraph-audit'
import type { DatabaseUrls } from '../databases.js'
import { createRooms, type Rooms } from '../rooms.js'
import type { StandaloneSettings } from '../settings.js'
import { openParts, type SharedParts } from '../shared-parts.js'
import type { Wanted } from './arguments.js'
import { findDatabases, findSurroundings } from './find-platform.js'

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

/** All rooms, as they run in one process, but with nothing at work by itself. */
async function openRooms(databases: DatabaseUrls, base: CommandBase): Promise<Rooms> {
  const { settings, log, stop, now } = base
  const { plan, ticketingApiUrl, stripeApiBase } = await findSurroundings(settings)
  const parts: SharedParts = await openParts({
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
  const alone = { ...settings, RECONCILE_MINUTES: 0, REDIS_URL: undefined }
  return createRooms({ ...plan, stripeApiBase }, parts, { settings: alone, log, now, stop })
}

async function reconcile(databases: DatabaseUrls, json: boolean, base: CommandBase): Promise<boolean> {
  const { audit } = await openRooms(databases, base)
  if (audit.reconciler === null) {
    throw new Error(
      'This needs a service account: set TICKETING_SERVICE_EMAIL and TICKETING_SERVICE_PASSWORD.',
    )
  }
  const { terminal, stop } = base
  return reconcileNow(audit.reconciler, { terminal, json, signal: stop.signal })
}

async function settle(databases: DatabaseUrls, json: boolean, base: CommandBase): Promise<boolean> {
  const { ticketing, payments } = await openRooms(databases, base)
  const settled = (await ticketing.settle()) + (await payments.settle())
  base.terminal.line(json ? JSON.stringify({ settled }) : `Settled ${settled} commands.`)
  return true
}

/** Whether all is well; rejects with one line where it cannot be done. */
export async function runCommand(wanted: Wanted, base: CommandBase): Promise<boolean> {
  const databases = await findDatabases(base.settings)
  const { json } = wanted
  const { terminal, stop } = base
  switch (wanted.command) {
    case 'show':
      return showStream(openLog(databases, base).eventLog, wanted.stream, { terminal, json })
    case 'tail':
      await tailLog(openLog(databases, base).eventLog, {
        from: wanted.from,
        terminal,
        json,
        signal: stop.signal,
      })
      return true
    case 'verify':
      return verifyLog(openLog(databases, base).database, { terminal, json })
    case 'reconcile':
      return reconcile(databases, json, base)
    case 'settle':
      return settle(databases, json, base)
  }
}
