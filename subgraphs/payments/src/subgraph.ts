// The front door of the payments subgraph: paying for a cart, looking at payments, refunds, and Stripe's webhooks.
import { parseNumericId } from '@ticketing/backend-client'
import {
  askedFields,
  createSubgraph,
  Money,
  type RouteHandler,
  type Subgraph,
  type SubgraphDefinition,
} from '@ticketing/subgraph-kit'
import type { PaymentsContext } from './context.js'
import { InvoiceResolver } from './invoice/invoice.resolver.js'
import type { PaymentsDeps, PaymentsParts } from './parts.js'
import { PaymentResolver } from './payment/payment.resolver.js'
import { createPaymentReads } from './payment/payment-reads.js'
import { PaymentsResolver } from './payment/payments.resolver.js'
import { RefundResolver } from './refund/refund.resolver.js'
import type { PaymentsSettings } from './settings.js'
import { StartPaymentResolver } from './start/start-payment.resolver.js'
import { createStartedPayments } from './started/started-payments.js'
import { createTokenSeal } from './started/token-seal.js'
import { createIntents } from './stripe/intents.js'
import { UserResolver } from './user/user.resolver.js'
import { User } from './user/user.type.js'
import { createStripeWebhook } from './webhook/stripe-webhook.js'

/** What composition and the permission table need of this subgraph; it runs nothing. */
export const paymentsDefinition: SubgraphDefinition<PaymentsContext> = {
  name: 'payments',
  resolvers: [
    PaymentResolver,
    PaymentsResolver,
    InvoiceResolver,
    UserResolver,
    StartPaymentResolver,
    RefundResolver,
  ],
  references: {
    Payment: ({ uuid }, { reads }, info) => reads.payment(String(uuid), askedFields(info)),
    User: ({ id }) => userReference(id),
    Money: ({ minorUnits, currency }) =>
      Money.of({ minorUnits: BigInt(minorUnits as number), currency: currency as Money['currency'] }),
  },
}

function userReference(text: unknown): User | null {
  const id = parseNumericId(text)
  return id === null ? null : User.of(id)
}

/** The subgraph, and what answers POST /webhooks/stripe. */
export interface Payments {
  readonly subgraph: Subgraph
  readonly stripeWebhook: RouteHandler
}

function toParts(settings: PaymentsSettings, { database, ...deps }: PaymentsDeps): PaymentsParts {
  const { stripeSecretKey: secretKey, stripeApiBase: apiBase } = settings
  const seal = createTokenSeal(settings.sessionSecret)
  return {
    ...deps,
    started: createStartedPayments({ database, seal, now: deps.now }),
    intents: secretKey === null ? null : createIntents({ secretKey, apiBase, now: deps.now }),
    secrets: settings,
  }
}

/** Opens nothing of its own: what it is handed is closed by whoever handed it. */
export function createPayments(settings: PaymentsSettings, deps: PaymentsDeps): Payments {
  const parts = toParts(settings, deps)
  const subgraph = createSubgraph(paymentsDefinition, {
    log: deps.log,
    contextOf: ({ call, loaders }) => ({
      call,
      loaders,
      parts,
      reads: createPaymentReads(parts, { call, loaders }),
    }),
  })
  return { subgraph, stripeWebhook: createStripeWebhook(parts) }
}
