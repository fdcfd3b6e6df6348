import { startTicketingApi } from './server.js'
import { loadSettings } from './settings.js'

/** The stand-in as a process of its own: prints its address, and stops when asked. */
const run = async (): Promise<void> => {
  const api = await startTicketingApi(loadSettings())
  process.stdout.write(`ticketing API on ${api.url}\n`)
  const stop = (): void => {
    api.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
