// `npm start`: everything on this machine. Prints what it starts, then where it is and what to try.
import { createLog } from '@ticketing/service-kit'
import { printFailure, printReady, printStopping, reportPart } from './console.js'
import { loadSettings } from './settings.js'
import { startStandalone } from './start-standalone.js'

async function start(): Promise<void> {
  const settings = loadSettings(process.env)
  const log = createLog({ name: 'standalone', level: settings.LOG_LEVEL })
  const standalone = await startStandalone(settings, { log, report: reportPart(), now: Date.now })
  standalone.stop.onSignals(process)
  printReady(standalone)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, printStopping)
}

start().catch((fault: unknown) => {
  printFailure(fault)
  process.exit(1)
})
