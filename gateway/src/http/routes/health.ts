// Alive and ready. Ready means that a request could be answered: the database and every remote subgraph are there.
import { createHealth, type Database, type Health, type Log } from '@ticketing/service-kit'
import type { Transports } from '../../supergraph/loaded-supergraph.js'

export interface HealthDeps {
  readonly database: Pick<Database, 'query'> | undefined
  /** Those of the moment: another supergraph may have others. */
  readonly subgraphs: () => Transports
  readonly log: Log
}

export function createGatewayHealth({
  database,
  subgraphs,
  log,
}: HealthDeps): Pick<Health, 'ready' | 'drain'> {
  let draining = false
  return {
    ready() {
      const health = createHealth({ log })
      if (draining) health.drain()
      if (database !== undefined) {
        health.add('database', async () => {
          await database.query('SELECT 1')
        })
      }
      for (const [name, { check }] of subgraphs()) {
        if (check !== undefined) health.add(`subgraph ${name}`, check)
      }
      return health.ready()
    },
    drain() {
      draining = true
    },
  }
}
