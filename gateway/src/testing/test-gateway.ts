// A gateway over the two small subgraphs, with everything around it in this process.
import { randomUUID } from 'node:crypto'
import { CodedError, createLog, createMetrics, readSettings } from '@ticketing/service-kit'
import { type Caller, createFileLinks } from '@ticketing/session'
import { createGateway, type Gateway, type GatewayDeps, type Platform } from '../gateway.js'
import { gatewaySettings } from '../settings.js'
import { freeLocks } from './free-locks.js'
import { createTwoSubgraphs, SUPERGRAPH_SDL, type TwoSubgraphs } from './two-subgraphs.js'

/** The one token that the test gateway's sessions know. */
export const GOOD_TOKEN = 'sealed.token-of.user-7'

const USER_7: Caller = { sessionId: 'session-7', userId: 7, role: 'USER', backendToken: '7|secret' }

const sessions: Platform['sessions'] = {
  async callerOf(bearer) {
    if (bearer === GOOD_TOKEN) return USER_7
    throw new CodedError('UNAUTHENTICATED', 'The token is invalid or expired: sign in again.')
  },
  refresh: async (caller) => caller,
}

const unused = async (): Promise<never> => {
  throw new Error('no test should have come here')
}

/** A backend that fails whatever is asked. */
const noBackend: Platform['backend'] = { send: unused, download: unused, downloadIfChanged: unused }

export interface TestGateway extends TwoSubgraphs {
  readonly gateway: Gateway
  /** Lines written to the log. */
  readonly logged: readonly string[]
}

/** What a test has of its own; the platform's parts beside the others. */
export type TestDeps = Partial<Omit<GatewayDeps, 'platform'> & Platform>

export async function createTestGateway(
  env: Record<string, string> = {},
  deps: TestDeps = {},
): Promise<TestGateway> {
  const subgraphs = createTwoSubgraphs()
  const logged: string[] = []
  const settings = readSettings(gatewaySettings, { PORT: '0', ...env })
  const gateway = await createGateway(settings, {
    subgraphs: new Map([
      ['shop', subgraphs.shop],
      ['reviews', subgraphs.reviews],
    ]),
    supergraphSdl: SUPERGRAPH_SDL,
    log: createLog({ name: 'test', level: 'warn', destination: { write: (line) => logged.push(line) } }),
    metrics: createMetrics(),
    now: Date.now,
    randomId: randomUUID,
    ...deps,
    platform: {
      sessions,
      fileLinks: createFileLinks({ secret: 'of the test gateway', now: Date.now }),
      locks: freeLocks(),
      backend: noBackend,
      serviceAccount: null,
      stripeWebhook: unused,
      keptAnswers: null,
      ...deps,
    },
  })
  return { gateway, logged, ...subgraphs }
}
