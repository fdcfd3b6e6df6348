// The gateways of a platform storm: alike in all but their addresses, each killed and put back by its place.
import path from 'node:path'
import { type GatewayProcess, startGatewayProcess } from './gateway-process.js'
import type { KillableDatabase } from './killable-database.js'
import type { WitnessedBackend } from './witnessed-backend.js'

const SERVICE_ACCOUNT = { email: 'admin@example.test', password: 'Demo-Password-2024!' }

export interface GatewayFleet {
  /** Of all places, also of those that were killed. */
  urls(): readonly string[]
  kill(places: readonly number[]): Promise<void>
  /** Resolves when they answer. Webhooks go to the last of them. */
  start(places: readonly number[]): Promise<void>
  close(): Promise<void>
}

export interface GatewayFleetOptions {
  readonly database: Pick<KillableDatabase, 'ownerUrl' | 'servicesUrl'>
  readonly backend: WitnessedBackend
  readonly dataDir: string
  readonly sessionSecret: string
  /** A gateway ended by itself. */
  readonly onFailure: (text: string) => void
}

function environmentOf(
  { database, backend, dataDir, sessionSecret }: GatewayFleetOptions,
  place: number,
): Record<string, string> {
  const { secrets, ticketingApiUrl, stripeUrl } = backend
  return {
    PATH: process.env.PATH ?? '',
    PORT: '0',
    LOG_LEVEL: 'fatal',
    DATA_DIR: path.join(dataDir, `gateway-${place}`),
    DATABASE_URL: database.servicesUrl,
    DATABASE_MIGRATION_URL: database.ownerUrl,
    TICKETING_API_URL: ticketingApiUrl,
    TICKETING_SERVICE_EMAIL: SERVICE_ACCOUNT.email,
    TICKETING_SERVICE_PASSWORD: SERVICE_ACCOUNT.password,
    TICKETING_WEBHOOK_SECRET: secrets.ticketingWebhook,
    SESSION_SECRET: sessionSecret,
    STRIPE_SECRET_KEY: secrets.stripeKey,
    STRIPE_WEBHOOK_SECRET: secrets.stripeWebhook,
    STRIPE_API_BASE: stripeUrl,
    LOGIN_THROTTLE: '1000000',
    GUEST_COMMANDS_PER_MINUTE: '0',
    ACCOUNT_CHECK_SECONDS: '0',
  }
}

/** None of them runs yet. */
export function createGatewayFleet(options: GatewayFleetOptions): GatewayFleet {
  const running = new Map<number, GatewayProcess>()
  const urls = new Map<number, string>()

  function sendWebhooksToTheLast(): void {
    const last = [...running.values()].at(-1)
    if (last !== undefined) options.backend.sendWebhooksTo(`${last.url}/webhooks/stripe`)
  }

  async function startOne(place: number): Promise<void> {
    const gateway = await startGatewayProcess(environmentOf(options, place), options.onFailure)
    running.set(place, gateway)
    urls.set(place, gateway.url)
  }

  return {
    urls: () => [...urls.values()],
    async kill(places) {
      await Promise.all(places.map((place) => running.get(place)?.kill()))
      for (const place of places) running.delete(place)
      sendWebhooksToTheLast()
    },
    async start(places) {
      await Promise.all(places.map(startOne))
      sendWebhooksToTheLast()
    },
    async close() {
      await Promise.all([...running.values()].map((gateway) => gateway.stop()))
    },
  }
}
