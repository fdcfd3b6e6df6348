// What the resolvers of this subgraph are handed, made anew for each request.
import type { SubgraphContext } from '@ticketing/subgraph-kit'
import type { PaymentsParts } from './parts.js'
import type { PaymentReads } from './payment/payment-reads.js'

export interface PaymentsContext extends SubgraphContext {
  readonly parts: PaymentsParts
  /** What this request has read of payments, each thing once. */
  readonly reads: PaymentReads
}
