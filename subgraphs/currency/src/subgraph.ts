// The front door of this subgraph: currencies, exchange rates, and the conversion of any amount of the graph.
import type { Log } from '@ticketing/service-kit'
import { createSubgraph, type Subgraph, type SubgraphDefinition } from '@ticketing/subgraph-kit'
import { CurrencyResolver } from './currency/currency.resolver.js'
import type { CurrencyContext } from './currency-context.js'
import { ExchangeRateResolver } from './exchange-rate/exchange-rate.resolver.js'
import type { RateRules } from './exchange-rate/exchange-rate.rules.js'
import { loadRateTable, SAMPLE_RATES_PATH } from './exchange-rate/load-rate-table.js'
import { toMoney } from './money/money.reference.js'
import { ConvertibleMoney } from './money/money.type.js'

/** What composition and the permission table need of this subgraph; it runs nothing. */
export const currencyDefinition: SubgraphDefinition<CurrencyContext> = {
  name: 'currency',
  resolvers: [CurrencyResolver, ExchangeRateResolver],
  orphanedTypes: [ConvertibleMoney],
  references: { Money: toMoney },
}

/** All optional. `ratesPath`: the sample; `ratesMaxAgeMs`: no age is too old. */
export interface CurrencySettings {
  readonly ratesPath?: string | undefined
  readonly ratesMaxAgeMs?: number | undefined
}

/** `now` gives epoch milliseconds. */
export interface CurrencyDeps {
  readonly log: Log
  readonly now: () => number
}

/** Reads the rates once; rejects with one line when they cannot be used. */
export async function createCurrency(
  settings: CurrencySettings,
  { log, now }: CurrencyDeps,
): Promise<Subgraph> {
  const table = await loadRateTable(settings.ratesPath ?? SAMPLE_RATES_PATH)
  const rates: RateRules = { table, maxAgeMs: settings.ratesMaxAgeMs ?? null, now }
  log.info({ source: table.source, asOf: table.asOf, currencies: table.perBase.size }, 'exchange rates read')
  return createSubgraph(currencyDefinition, {
    log,
    contextOf: ({ call, loaders }) => ({ call, loaders, rates }),
  })
}
