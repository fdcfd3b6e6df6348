// Where the platform is that a command of the command line is about.
import { type DatabaseUrls, databasesOn, requireDatabase } from '../databases.js'
import { makePlan, type Plan } from '../plan.js'
import { findRunningServer } from '../postgres/running-server.js'
import { loadSecrets, readSecrets } from '../secrets.js'
import type { StandaloneSettings } from '../settings.js'

/** The databases of DATABASE_URL, or of the embedded server that runs; throws one line where there is none. */
export async function findDatabases(settings: StandaloneSettings): Promise<DatabaseUrls> {
  const { DATABASE_URL: services, DATABASE_MIGRATION_URL: migrations, DATA_DIR } = settings
  if (services !== undefined) {
    await requireDatabase(services)
    return { services, migrations: migrations ?? services, backend: services }
  }
  const secrets = await readSecrets(DATA_DIR)
  const port = secrets && (await findRunningServer(DATA_DIR))
  if (secrets === null || port === null) {
    throw new Error(`Nothing runs in ${DATA_DIR}: npm start first, or set DATA_DIR or DATABASE_URL.`)
  }
  return databasesOn(`postgres://127.0.0.1:${port}/`, secrets)
}

/** What lies behind the platform. */
export interface Surroundings {
  readonly plan: Plan
  readonly ticketingApiUrl: string
  readonly stripeApiBase: string | null
}

/** A host to connect to, where the setting is one to listen on. */
const hostOf = (host: string): string => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host)

/** By the settings of `npm start`; throws one line where the stand-in is on a port that nobody knows. */
export async function findSurroundings(settings: StandaloneSettings): Promise<Surroundings> {
  const plan = makePlan(settings, await loadSecrets(settings.DATA_DIR))
  const beside = (distance: number) => `http://${hostOf(settings.HOST)}:${settings.PORT + distance}`
  const { TICKETING_API_URL, STRIPE_API_BASE, PORT } = settings
  if (TICKETING_API_URL === undefined && PORT === 0) {
    throw new Error('The stand-in is on a free port that only its platform knows: set TICKETING_API_URL.')
  }
  return {
    plan,
    ticketingApiUrl: TICKETING_API_URL ?? beside(1),
    stripeApiBase: STRIPE_API_BASE ?? (plan.backends ? beside(2) : null),
  }
}
