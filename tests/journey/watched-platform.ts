// A gateway whose REST calls can be counted: all in this process, over the stand-in of another that is left alone.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createLog } from '@ticketing/service-kit'
import { loadSettings, startStandalone } from '@ticketing/standalone'
import { besideEnvironment, createDatabase } from './platform.js'
import { type WatchedBackend, watchBackend } from './watched-backend.js'

export interface WatchedPlatform {
  readonly url: string
  readonly stripeUrl: string
  readonly backend: WatchedBackend
  close(): Promise<void>
}

/** `env`: further settings of the gateway that is watched. */
export async function startWatchedPlatform(
  env: Readonly<Record<string, string>> = {},
): Promise<WatchedPlatform> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'ticketing-watched-'))
  const database = await createDatabase()
  const log = createLog({ name: 'watched', level: 'error' })
  const start = (settings: Record<string, string>) =>
    startStandalone(loadSettings({ PORT: '0', LOG_LEVEL: 'error', ...settings }), {
      log,
      report: () => undefined,
      now: Date.now,
    })
  const first = await start({
    DATA_DIR: path.join(dataDir, 'first'),
    DATABASE_URL: database.url,
    LOGIN_THROTTLE: '1000',
    GUEST_COMMANDS_PER_MINUTE: '0',
  })
  const backend = await watchBackend(first.backends?.ticketingApiUrl ?? '')
  const watched = await start({
    ...besideEnvironment(first, path.join(dataDir, 'watched')),
    TICKETING_API_URL: backend.url,
    ...env,
  })
  return {
    url: watched.url,
    stripeUrl: first.backends?.stripeUrl ?? '',
    backend,
    async close() {
      await watched.stop.now('the test is over')
      await backend.close()
      await first.stop.now('the test is over')
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
