// The subgraphs of the supergraph: a new one is a folder and a line.
import { auditDefinition } from '@ticketing/subgraph-audit'
import { currencyDefinition } from '@ticketing/subgraph-currency'
import type { SubgraphDefinition } from '@ticketing/subgraph-kit'
import { paymentsDefinition } from '@ticketing/subgraph-payments'
import { ticketingDefinition } from '@ticketing/subgraph-ticketing'

/** A subgraph's declaration, and where it answers in docker-compose. */
export interface SupergraphMember {
  readonly definition: SubgraphDefinition<never>
  readonly url: string
}

export const SUBGRAPHS: readonly SupergraphMember[] = [
  { definition: ticketingDefinition, url: 'http://ticketing:4003/graphql' },
  { definition: paymentsDefinition, url: 'http://payments:4004/graphql' },
  { definition: currencyDefinition, url: 'http://currency:4005/graphql' },
  { definition: auditDefinition, url: 'http://audit:4007/graphql' },
]
