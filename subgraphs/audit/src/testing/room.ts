// For tests: the room over an event log in a database of its own.
import { randomUUID } from 'node:crypto'
import { type TemporaryEventLog, temporaryEventLog } from '@ticketing/event-log/testing'
import { createLocks, createLog, migrate } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import { AUDIT_SCHEMA, auditMigrations } from '../migrations.js'
import { type Audit, createAudit } from '../subgraph.js'
import { type BoxOffice, createBoxOffice } from './box-office.js'

export interface Room extends Audit, Pick<TemporaryEventLog, 'eventLog' | 'database' | 'url'> {
  readonly office: BoxOffice
  readonly locks: ReturnType<typeof createLocks>
  /** The answer as it would leave. */
  ask(document: string, call: CallContext, variables?: Record<string, unknown>): Promise<Answer>
  close(): Promise<void>
}

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: tests read what they have asked for.
  readonly data: any
  readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[]
}

export async function openRoom(): Promise<Room> {
  const log = createLog({ name: 'audit', level: 'silent' })
  const store = await temporaryEventLog()
  const { eventLog, database, url, ownerUrl } = store
  const grantTo = decodeURIComponent(new URL(url).username)
  await migrate({ url: ownerUrl, schema: AUDIT_SCHEMA, migrations: auditMigrations, grantTo, log })
  const locks = createLocks({ url, now: Date.now, log })
  const office = createBoxOffice()
  const { backend, serviceAccount } = office
  const deps = { eventLog, backend, serviceAccount, database, locks, log, now: Date.now, newId: randomUUID }
  const audit = createAudit({ reconcileMinutes: 0 }, deps)
  return {
    ...audit,
    eventLog,
    database,
    url,
    office,
    locks,
    async ask(document, call, variables) {
      const result = await audit.subgraph.execute({ document, call, ...(variables && { variables }) })
      return JSON.parse(JSON.stringify(result))
    },
    async close() {
      await audit.subgraph.close()
      await locks.close()
      await store.close()
    },
  }
}
