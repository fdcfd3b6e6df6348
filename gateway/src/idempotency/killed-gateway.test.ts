import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, it } from '@jest/globals'
import supertest from 'supertest'
import { subgraphUrlSetting } from '../settings.js'
import { subgraphUrls } from '../supergraph/subgraph-names.js'
import { createGatewayDatabase } from '../testing/gateway-database.js'
import { startGatewayProcess } from '../testing/gateway-process.js'
import { answerJson, startHttpDouble } from '../testing/http-double.js'
import { SUBGRAPH_SECRET } from '../testing/sealed-subgraph.js'

const SUPERGRAPH = new URL('../../../schema/supergraph.graphql', import.meta.url)

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one()
})

function startMain(env: Record<string, string>) {
  const gateway = startGatewayProcess(env)
  undo.push(gateway.end)
  return gateway
}

/** Subgraphs that answer queries, and never a command. */
async function startSilentSubgraphs() {
  let tell = (): void => {}
  const arrived = new Promise<void>((resolve) => {
    tell = resolve
  })
  let commands = 0
  const double = await startHttpDouble(({ body }, response) => {
    if (!body.includes('mutation')) return answerJson(response, 200, { data: {} })
    commands += 1
    tell()
  })
  undo.push(() => double.close())
  const names = [...subgraphUrls(await readFile(SUPERGRAPH, 'utf8')).keys()]
  const env = Object.fromEntries(names.map((name) => [subgraphUrlSetting(name), double.url]))
  return { env, arrived, commands: () => commands }
}

describe('a gateway that is killed while a command is under way', () => {
  it('leaves a key under which nobody runs it again', async () => {
    const { url, database, drop } = await createGatewayDatabase(process.env.TEST_DATABASE_URL)
    undo.push(drop)
    const subgraphs = await startSilentSubgraphs()
    const env = {
      ...subgraphs.env,
      PORT: '0',
      SUBGRAPH_SECRET,
      SESSION_SECRET: 't'.repeat(32),
      DATABASE_URL: url,
      DATABASE_MIGRATION_URL: url,
      TICKETING_API_URL: 'http://127.0.0.1:9',
    }
    const headers = { 'idempotency-key': 'order-1', 'x-guest-cart-id': randomUUID() }
    const send = (to: string) =>
      supertest(to).post('/graphql').set(headers).send({ query: 'mutation { clearCart { id } }' })

    const first = startMain(env)
    const lost = send(await first.url()).then(
      () => 'answered',
      () => 'lost',
    )
    await subgraphs.arrived
    first.signal('SIGKILL')
    expect(await lost).toBe('lost')
    // As if its deadline had passed: half a minute.
    await database.query('UPDATE gateway.idempotent_requests SET running_until = now()')

    const { status, body } = await send(await startMain(env).url())
    expect(status).toBe(409)
    expect(body.errors[0].extensions).toEqual({ code: 'CONFLICT', retryable: false, outcomeUnknown: true })
    expect(subgraphs.commands()).toBe(1)
  })
})
