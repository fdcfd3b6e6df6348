// The subgraphs of this process, put together.
import { randomUUID } from 'node:crypto'
import type { Log, Stop } from '@ticketing/service-kit'
import { type Audit, createAudit } from '@ticketing/subgraph-audit'
import { createCurrency } from '@ticketing/subgraph-currency'
import { createPayments, type Payments, type PaymentsSettings } from '@ticketing/subgraph-payments'
import { createTicketing, openCounterStore, type Ticketing } from '@ticketing/subgraph-ticketing'
import type { StandaloneSettings } from './settings.js'
import type { SharedParts } from './shared-parts.js'

export interface Rooms {
  readonly ticketing: Ticketing
  readonly payments: Payments
  readonly currency: Pick<Audit, 'subgraph'>
  readonly audit: Audit
}

export interface RoomsBase {
  readonly settings: Pick<StandaloneSettings, 'LOGIN_THROTTLE' | 'REDIS_URL' | 'RECONCILE_MINUTES'>
  readonly log: Log
  readonly now: () => number
  readonly stop: Stop
}

/** `stop` closes them. */
export async function createRooms(
  paymentsSettings: PaymentsSettings,
  parts: SharedParts,
  { settings, log, now, stop }: RoomsBase,
): Promise<Rooms> {
  const counters = settings.REDIS_URL === undefined ? null : openCounterStore(settings.REDIS_URL, log)
  stop.on('counters', async () => counters?.close())
  const deps = { ...parts, log, now, newId: randomUUID }
  const ticketing = createTicketing({ loginsPerMinute: settings.LOGIN_THROTTLE }, { ...deps, counters })
  const payments = createPayments(paymentsSettings, deps)
  const currency = { subgraph: await createCurrency({}, { log, now }) }
  const audit = createAudit({ reconcileMinutes: settings.RECONCILE_MINUTES }, deps)
  for (const { subgraph } of [ticketing, payments, currency, audit]) {
    stop.on(`subgraph ${subgraph.name}`, () => subgraph.close())
  }
  return { ticketing, payments, currency, audit }
}
