// The front door of the payments subgraph: paying for a cart, looking at payments, refunds, and Stripe's webhooks.
import { parseNumericId } from '@ticketing/backend-client'
import { createCommands } from '@ticketing/event-log'
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
import type { PaymentsDeps, PaymentsParts, SettlingParts } from './parts.js'
import { PaymentResolver } from './payment/payment.resolver.js'
import { createPaymentReads } from './payment/payment-reads.js'
import { PaymentsResolver } from './payment/payments.resolver.js'
import { RefundResolver } from './refund/refund.resolver.js'
import type { PaymentsSettings } from './settings.js'
import { createSettlers } from './settling/settlers.js'
import { StartPaymentResolver } from './start/start-payment.resolver.js'
import { createStartedPayments } from './started/started-payments.js'
import { createTokenSeal } from './started/token-seal.js'
import { createIntents } from './stripe/intents.js'
import { UserResolver } from './user/user.resolver.js'
import { User } from './user/user.type.js'
import { WEBHOOK_PACE } from './webhook/pace.js'
import { startWebhooks } from './webhook/webhooks.js'

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

type PartsDeps = Omit<PaymentsDeps, 'metrics' | 'webhookPace'>

function toParts(settings: PaymentsSettings, { database, ...deps }: PartsDeps): PaymentsParts {
  const { stripeSecretKey: secretKey, stripeApiBase: apiBase } = settings
  const { eventLog, now, newId, log } = deps
  const seal = createTokenSeal(settings.sessionSecret)
  const parts: SettlingParts = {
    ...deps,
    started: createStartedPayments({ database, seal, now }),
    intents: secretKey === null ? null : createIntents({ secretKey, apiBase, now }),
    secrets: settings,
  }
  const commands = createCommands({
    eventLog,
    settlers: createSettlers(parts, () => commands),
    now,
    newId,
    log,
  })
  return { ...parts, commands }
}

/** Works webhooks off from now on, until the subgraph is closed. What it is handed is closed after that, by who handed it. */
export function createPayments(settings: PaymentsSettings, deps: PaymentsDeps): Payments {
  const { metrics, webhookPace, ...others } = deps
  const parts = toParts(settings, others)
  const pace = { ...WEBHOOK_PACE, ...webhookPace }
  const webhooks = startWebhooks(parts, { database: deps.database, metrics, pace, random: Math.random })
  const subgraph = createSubgraph(paymentsDefinition, {
    log: deps.log,
    contextOf: ({ call, loaders }) => ({
      call,
      loaders,
      parts,
      reads: createPaymentReads(parts, { call, loaders }),
    }),
    async close() {
      await webhooks.close()
      await parts.commands.close()
    },
  })
  return { subgraph, stripeWebhook: webhooks.route }
}

/**
 * Finds out now what became of abandoned commands of this subgraph; how many were closed. Nothing else is at work
 * meanwhile: webhooks are left to the processes that serve.
 */
export async function settlePayments(settings: PaymentsSettings, deps: PartsDeps): Promise<number> {
  const { commands } = toParts(settings, deps)
  try {
    return await commands.settleAbandoned()
  } finally {
    await commands.close()
  }
}
