// The currency subgraph alone, over HTTP, for the gateway only.
import { createLog, createMetrics, createStop, startProcess } from '@ticketing/service-kit'
import { createCallSeal } from '@ticketing/session'
import { startSubgraphServer } from '@ticketing/subgraph-kit'
import { loadSettings } from './settings.js'
import { createCurrency } from './subgraph.js'

const HOUR_MS = 3_600_000
const STOP_TIMEOUT_MS = 15_000

async function start(): Promise<void> {
  const settings = loadSettings(process.env)
  const log = createLog({ name: 'currency', level: settings.LOG_LEVEL })
  const maxAgeHours = settings.EXCHANGE_RATES_MAX_AGE_HOURS
  const subgraph = await createCurrency(
    {
      ratesPath: settings.EXCHANGE_RATES_PATH,
      ratesMaxAgeMs: maxAgeHours === undefined ? undefined : maxAgeHours * HOUR_MS,
    },
    { log, now: Date.now },
  )
  const now = Date.now
  const seal = createCallSeal({ secret: settings.SUBGRAPH_SECRET, now })
  const { PORT: port, HOST: host } = settings
  const metrics = createMetrics({ ofProcess: true })
  const server = await startSubgraphServer(subgraph, { port, host, seal, now, metrics })
  const stop = createStop({ log, timeoutMs: STOP_TIMEOUT_MS })
  stop.on('subgraph', () => subgraph.close())
  stop.on('server', () => server.close())
  stop.onSignals(process)
  log.info({ url: server.url }, 'ready')
}

startProcess(start)
