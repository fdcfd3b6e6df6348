// For tests: a database of its own with the tables of this subgraph and an event log, seen with the rights of a service.
import { temporaryEventLog } from '@ticketing/event-log/testing'
import { createLog, migrate, openDatabase } from '@ticketing/service-kit'
import { paymentsMigrations } from '../started/migrations.js'

/** `owner` may do more than the subgraph. */
export async function temporaryPayments() {
  const log = createLog({ name: 'payments-test', level: 'silent' })
  const store = await temporaryEventLog(process.env.TEST_DATABASE_URL)
  const grantTo = new URL(store.url).username
  await migrate({ url: store.ownerUrl, schema: 'payments', migrations: paymentsMigrations, grantTo, log })
  const owner = openDatabase({ url: store.ownerUrl, applicationName: 'test', log })
  return {
    ...store,
    owner,
    async close() {
      await owner.close()
      await store.close()
    },
  }
}
