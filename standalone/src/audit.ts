// `npm run audit -- <command>`: looks at the event log of a platform that runs on this machine, or over DATABASE_URL.
import { createLog, createStop, SettingsError } from '@ticketing/service-kit'
import { createTerminal } from '@ticketing/subgraph-audit'
import { readArguments, USAGE } from './audit/arguments.js'
import { runCommand } from './audit/run-command.js'
import { loadSettings } from './settings.js'

const STOP_TIMEOUT_MS = 15_000

async function start(): Promise<boolean> {
  const wanted = readArguments(process.argv.slice(2))
  if (wanted === null) throw new Error(USAGE)
  const settings = loadSettings(process.env)
  // What the command says stands alone on stdout.
  const log = createLog({ name: 'audit', level: settings.LOG_LEVEL, destination: process.stderr })
  const stop = createStop({ log, timeoutMs: STOP_TIMEOUT_MS })
  stop.onSignals(process)
  // Whoever reads has seen enough, such as `head`.
  process.stdout.on('error', () => process.exit(0))
  const terminal = createTerminal(process.stdout)
  try {
    return await runCommand(wanted, { settings, log, stop, terminal, now: Date.now })
  } finally {
    await stop.now('the command is done')
  }
}

start().then(
  (isWell) => process.exit(isWell ? 0 : 1),
  (fault: unknown) => {
    const reason = fault instanceof Error ? fault.message : String(fault)
    process.stderr.write(`${fault instanceof SettingsError ? `Bad settings:\n${reason}` : reason}\n`)
    process.exit(1)
  },
)
