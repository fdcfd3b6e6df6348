import express, { type Express } from 'express'
import { createSignedLinks, loadLinkKey } from './auth/signed-links.js'
import { dropLapsedCarts } from './cart/guest-cart.js'
import { connect } from './database/connect.js'
import { toStartError } from './database/faults.js'
import { createLockingGuard, createRacingGuard } from './database/guard.js'
import { migrate } from './database/migrate.js'
import { createFileStore } from './files/file-store.js'
import { cors } from './http/cors.js'
import { keepNothing, operations, readBytes } from './http/operations.js'
import { plainPages } from './http/plain-pages.js'
import { answerErrors } from './http/shell.js'
import { createThrottle } from './http/throttle.js'
import { unmatched } from './http/unmatched.js'
import { createMailer } from './mail/mailer.js'
import { createStripe } from './payment/stripe.js'
import { createRoutes } from './routes.js'
import { seed, writePictures } from './seed/seed.js'
import type { Dependencies, Services } from './services.js'
import type { TicketingApiSettings } from './settings.js'

/** The stand-in without a port: hand `app` to an HTTP server, and `close` it afterwards. */
export interface TicketingApi {
  readonly app: Express
  close(): Promise<void>
}

const furnish = async (settings: TicketingApiSettings, deps: Dependencies): Promise<Services> => {
  const db = connect(settings.databaseUrl, deps.log)
  const files = createFileStore(settings.dataDir, deps.uuid)
  try {
    await migrate(db, seed)
    await writePictures(files)
    await dropLapsedCarts(db, deps.now())
    const key = await loadLinkKey(db, () => deps.bytes(32).toString('hex'))
    return {
      ...deps,
      settings,
      db,
      files,
      guard: settings.faithfulRaces ? createRacingGuard(db, deps.pause) : createLockingGuard(db),
      mail: createMailer(files, deps.now, deps.uuid),
      stripe: createStripe({
        apiBase: settings.stripeApiBase,
        secretKey: settings.stripeSecretKey,
        fetch: deps.fetch,
      }),
      links: createSignedLinks(key, deps.now),
    }
  } catch (error) {
    await db.destroy()
    throw toStartError(error)
  }
}

/**
 * Prepares the database (tables, then the demo data if it is empty) and wires the API.
 * @throws when the database cannot be reached or the data folder not written.
 */
export const createTicketingApi = async (
  settings: TicketingApiSettings,
  deps: Dependencies,
): Promise<TicketingApi> => {
  const services = await furnish(settings, deps)
  const routes = createRoutes(services)
  const throttle = createThrottle(settings.throttlePerMinute, deps.now)
  const app = express()
  app.disable('x-powered-by').disable('etag')
  app.use(cors())
  app.use(keepNothing())
  app.use(plainPages(settings.dataDir))
  app.use(readBytes())
  app.use(operations(routes, services, throttle))
  app.use(unmatched(routes))
  app.use(answerErrors(deps.log))
  return { app, close: () => services.db.destroy() }
}
