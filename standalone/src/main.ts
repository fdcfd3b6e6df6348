// `npm start`: everything on this machine. Prints what it starts, then where it is and what to try.
import { createLog } from '@ticketing/service-kit'
import { printFailure, printReady, printStopping, reportPart } from './console.js'
import { loadSettings } from './settings.js'
import { createStandaloneStop, startStandalone } from './start-standalone.js'

async function start(): Promise<void> {
  const settings = loadSettings(process.env)
  const log = createLog({ name: 'standalone', level: settings.LOG_LEVEL })
  const stop = createStandaloneStop(log)
  // From the first moment on: what has started by then is stopped, whether or not all of it has.
  let asked = false
  const onAsked = () => {
    if (!asked) printStopping()
    asked = true
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onAsked)
  stop.onSignals(process)
  try {
    printReady(await startStandalone(settings, { log, report: reportPart(), now: Date.now, stop }))
  } catch (fault) {
    // A start that somebody stopped has not failed: the stop itself ends the process.
    if (!asked) throw fault
  }
}

start().catch((fault: unknown) => {
  printFailure(fault)
  process.exit(1)
})
