import type { SubgraphContext } from '@ticketing/subgraph-kit'
import type { RateRules } from './exchange-rate/exchange-rate.rules.js'

/** What this subgraph's resolvers are handed. */
export interface CurrencyContext extends SubgraphContext {
  readonly rates: RateRules
}
