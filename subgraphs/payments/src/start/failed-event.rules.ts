// The event that makes the backend give up a pending payment. Pure.

/** A Stripe event in the one version that the backend was written for. */
export interface FailedEvent {
  readonly id: string
  readonly object: 'event'
  readonly api_version: string
  /** Epoch seconds. */
  readonly created: number
  readonly type: 'payment_intent.payment_failed'
  readonly livemode: false
  readonly data: {
    readonly object: {
      readonly id: string
      readonly object: 'payment_intent'
      readonly metadata: { readonly payment_uuid: string }
    }
  }
}

export function toFailedEvent(of: {
  eventId: string
  intentId: string
  paymentUuid: string
  now: number
}): FailedEvent {
  return {
    id: of.eventId,
    object: 'event',
    api_version: '2025-03-31.basil',
    created: Math.floor(of.now / 1000),
    type: 'payment_intent.payment_failed',
    livemode: false,
    data: {
      object: { id: of.intentId, object: 'payment_intent', metadata: { payment_uuid: of.paymentUuid } },
    },
  }
}
