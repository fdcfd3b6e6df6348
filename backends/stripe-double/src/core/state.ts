/** All that the double knows, and the only way in which it changes. Replaying the changes in order gives the same state. */
import type { Charge, PaymentIntent, PaymentMethod, Refund, StripeEvent } from './model.js'

/** What was answered to the first request that carried an idempotency key. */
export interface StoredAnswer {
  readonly key: string
  readonly fingerprint: string
  readonly requestId: string
  readonly status: number
  readonly body: string
  /** Epoch milliseconds. */
  readonly at: number
}

/** A payment method remembers the test card it came from: the card decides what a later confirmation does. */
export interface KeptPaymentMethod {
  readonly paymentMethod: PaymentMethod
  readonly cardName: string
}

export type Change =
  | { readonly kind: 'intent'; readonly intent: PaymentIntent }
  | { readonly kind: 'charge'; readonly charge: Charge }
  | { readonly kind: 'refund'; readonly refund: Refund }
  | ({ readonly kind: 'payment-method' } & KeptPaymentMethod)
  | { readonly kind: 'event'; readonly event: StripeEvent }
  /** The webhook of an event was taken by its receiver, or given up. */
  | { readonly kind: 'delivery-settled'; readonly eventId: string }
  | { readonly kind: 'answer'; readonly answer: StoredAnswer }

/** Maps keep the order of creation, also when a value is replaced: lists rely on it. */
export interface State {
  readonly intents: ReadonlyMap<string, PaymentIntent>
  readonly charges: ReadonlyMap<string, Charge>
  readonly refunds: ReadonlyMap<string, Refund>
  readonly paymentMethods: ReadonlyMap<string, KeptPaymentMethod>
  readonly events: ReadonlyMap<string, StripeEvent>
  readonly undelivered: ReadonlySet<string>
  readonly answers: ReadonlyMap<string, StoredAnswer>
}

export interface Store {
  readonly state: State
  apply(changes: readonly Change[]): void
}

/** An empty store; `apply` is its only writer. */
export function createStore(): Store {
  const state = {
    intents: new Map<string, PaymentIntent>(),
    charges: new Map<string, Charge>(),
    refunds: new Map<string, Refund>(),
    paymentMethods: new Map<string, KeptPaymentMethod>(),
    events: new Map<string, StripeEvent>(),
    undelivered: new Set<string>(),
    answers: new Map<string, StoredAnswer>(),
  }

  function applyOne(change: Change): void {
    switch (change.kind) {
      case 'intent':
        state.intents.set(change.intent.id, change.intent)
        return
      case 'charge':
        state.charges.set(change.charge.id, change.charge)
        return
      case 'refund':
        state.refunds.set(change.refund.id, change.refund)
        return
      case 'payment-method':
        state.paymentMethods.set(change.paymentMethod.id, change)
        return
      case 'event':
        state.events.set(change.event.id, change.event)
        state.undelivered.add(change.event.id)
        return
      case 'delivery-settled':
        settleDelivery(change.eventId)
        return
      case 'answer':
        state.answers.set(change.answer.key, change.answer)
        return
      default:
        assertNever(change)
    }
  }

  function settleDelivery(eventId: string): void {
    const event = state.events.get(eventId)
    state.undelivered.delete(eventId)
    if (event) state.events.set(eventId, { ...event, pending_webhooks: 0 })
  }

  return {
    state,
    apply: (changes) => {
      for (const change of changes) applyOne(change)
    },
  }
}

function assertNever(change: never): never {
  throw new Error(`unknown change ${JSON.stringify(change)}`)
}
