// Alive and ready. Ready means that a request could be answered: the database and every remote subgraph are there.
import { createHealth, type Database, type Health, type Log } from '@ticketing/service-kit'
import type { SubgraphTransport } from '../../execution/subgraph-transport.js'

export interface HealthDeps {
  readonly database?: Pick<Database, 'query'>
  readonly subgraphs: ReadonlyMap<string, SubgraphTransport>
  readonly log: Log
}

export function createGatewayHealth({ database, subgraphs, log }: HealthDeps): Health {
  const health = createHealth({ log })
  if (database !== undefined) {
    health.add('database', async () => {
      await database.query('SELECT 1')
    })
  }
  for (const [name, { check }] of subgraphs) {
    if (check !== undefined) health.add(`subgraph ${name}`, check)
  }
  return health
}
