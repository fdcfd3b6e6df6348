/** The double alone in a process. */
import { pino } from 'pino'
import { readSettings } from './settings.js'
import { type RunningStripeDouble, startStripeDouble } from './start.js'
import { messageOf } from './thrown.js'

async function run(): Promise<RunningStripeDouble> {
  const { logLevel, ...settings } = readSettings(process.env)
  const log = pino({ name: 'stripe-double', level: logLevel })
  const double = await startStripeDouble({ ...settings, log })
  log.info({ url: double.url, kept: settings.dataDir ?? 'in memory' }, 'stripe double is ready')
  return double
}

try {
  const double = await run()
  const stop = (): void => {
    double.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`)
  process.exit(1)
}
