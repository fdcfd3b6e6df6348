// `node dist/event-log/commands.js`: what a command that is recorded costs more than one under an advisory lock, both with
// no work, one after the other in turn, over one durable database.
import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createCommands, EVENT_LOG_SCHEMA, eventLogMigrations, openEventLog } from '@ticketing/event-log'
import { createLocks, createLog, migrate } from '@ticketing/service-kit'
import { startEmbeddedDatabase } from '@ticketing/standalone'

const ROUNDS = 1_000
const WARM_UP = 100
const DEADLINE_MS = 10_000
const log = createLog({ name: 'bench', level: 'error' })

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

function toRow(name: string, took: readonly number[]): string {
  const sorted = [...took].sort((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(2)
  return `| ${[name, at(0.1), at(0.5), at(0.9), at(0.99)].join(' | ')} |`
}

const medianOf = (took: readonly number[]): number =>
  [...took].sort((a, b) => a - b)[Math.floor(took.length / 2)] ?? Number.NaN

async function measure(ways: Readonly<Record<string, () => Promise<unknown>>>): Promise<void> {
  const took = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]))
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const [name, way] of Object.entries(ways)) {
      const milliseconds = await timeOf(way)
      if (round >= WARM_UP) took.get(name)?.push(milliseconds)
    }
  }
  console.log('| no work, one at a time, ms | p10 | p50 | p90 | p99 |\n| --- | --- | --- | --- | --- |')
  for (const [name, all] of took) console.log(toRow(name, all))
  const [recorded = Number.NaN, locked = Number.NaN] = [...took.values()].map(medianOf)
  console.log(`A recorded command takes ${(recorded - locked).toFixed(2)} ms more at the median`)
}

async function run(url: string): Promise<void> {
  const grantTo = decodeURIComponent(new URL(url).username)
  await migrate({ url, schema: EVENT_LOG_SCHEMA, migrations: eventLogMigrations, grantTo, log })
  const eventLog = openEventLog({ url, log })
  const parts = { now: Date.now, newId: randomUUID, log }
  const commands = createCommands({ ...parts, eventLog, settlers: {} })
  const locks = createLocks({ ...parts, url })
  const asker = {
    actor: { id: '12345', role: 'USER' },
    client: 'bench/1.0',
    requestId: randomUUID(),
    traceparent: null,
  } as const
  await measure({
    recorded: () =>
      commands.run(
        {
          stream: `cart:${randomUUID()}`,
          name: 'setCartItem',
          arguments: { product: '67', quantity: 1 },
          asker,
          deadline: Date.now() + DEADLINE_MS,
        },
        async (held) => {
          held.ensureAlone()
          const data = { cart: 'user:12345', owner: '12345', product: '67', quantity: 1 }
          return { value: null, events: [{ type: 'CartItemSet', data }] }
        },
      ),
    locked: () =>
      locks.withLock(`cart:${randomUUID()}`, { deadline: Date.now() + DEADLINE_MS }, async () => null),
  })
  await commands.close()
  await Promise.all([locks.close(), eventLog.close()])
}

const folder = await mkdtemp(path.join(tmpdir(), 'ticketing-bench-'))
await chmod(folder, 0o755)
const database = await startEmbeddedDatabase({ dataDir: path.join(folder, 'database'), log })
try {
  await run(database.adminUrl)
} finally {
  await database.stop()
  await rm(folder, { recursive: true, force: true })
}
