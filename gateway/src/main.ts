// The gateway alone: its subgraphs are other processes, reached over HTTP. It ends on SIGTERM, after its last answer.
import { createLog, createMetrics, createStop, startProcess } from '@ticketing/service-kit'
import { openGatewayOverSupergraph } from './process/over-supergraph.js'
import { openPlatformGateway } from './process/platform.js'
import { readProcessSettings } from './settings.js'

const STOP_MS = 40_000

async function start(): Promise<void> {
  const settings = readProcessSettings(process.env)
  const log = createLog({ name: 'gateway', level: settings.LOG_LEVEL })
  const stop = createStop({ log, timeoutMs: STOP_MS })
  const base = { log, stop, metrics: createMetrics({ ofProcess: true }) }
  const gateway =
    'SUPERGRAPH_PATH' in settings
      ? await openGatewayOverSupergraph({ ...base, settings })
      : await openPlatformGateway({ ...base, settings })
  stop.on('gateway', () => gateway.close())
  stop.onSignals(process)
  const { url } = await gateway.start()
  log.info({ url }, 'ready')
}

startProcess(start)
