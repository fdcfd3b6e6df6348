// This gateway, as it is run: all in one process, or with its subgraphs in processes of their own, features on.
import { createServer } from 'node:net'
import { startMain } from '../children.js'
import type { World } from '../world.js'
import type { Target } from './target.js'

/** The bearer token of each caller, by his number. */
export type Tokens = readonly string[]

const bearerOf =
  (tokens: Tokens) =>
  (caller: number): Record<string, string> => ({ authorization: `Bearer ${tokens[caller]}` })

async function freePort(): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return String(typeof address === 'object' && address !== null ? address.port : 0)
}

const environmentOf = (world: World): Record<string, string> => ({
  TICKETING_API_URL: world.backendUrl,
  TICKETING_SERVICE_EMAIL: world.serviceAccount.email,
  TICKETING_SERVICE_PASSWORD: world.serviceAccount.password,
  DATABASE_URL: world.databaseUrl,
  DATABASE_MIGRATION_URL: world.databaseUrl,
  SESSION_SECRET: world.sessionSecret,
  SUBGRAPH_SECRET: world.subgraphSecret,
  STRIPE_SECRET_KEY: 'sk_test_bench',
  STRIPE_WEBHOOK_SECRET: 'whsec_bench',
  RECONCILE_MINUTES: '0',
})

export async function startOurs(world: World, dataDir: string, tokens: Tokens): Promise<Target> {
  const env = { ...environmentOf(world), DATA_DIR: dataDir, PORT: await freePort() }
  const { url, pid } = await startMain('standalone/dist/main.js', env)
  return { name: 'ours', url, pids: [pid], headersOf: bearerOf(tokens) }
}

export async function startOursOverHttp(world: World, tokens: Tokens): Promise<Target> {
  const env = environmentOf(world)
  const urls: Record<string, string> = {}
  const pids: number[] = []
  for (const name of ['ticketing', 'payments', 'currency', 'audit']) {
    const subgraph = await startMain(`subgraphs/${name}/dist/main.js`, { ...env, PORT: await freePort() })
    urls[`SUBGRAPH_URL_${name.toUpperCase()}`] = subgraph.url
    pids.push(subgraph.pid)
  }
  const { url, pid } = await startMain('gateway/dist/main.js', { ...env, ...urls, PORT: await freePort() })
  return { name: 'ours-http', url, pids: [pid, ...pids], headersOf: bearerOf(tokens) }
}
