/** The objects that the double keeps, in the shape in which Stripe shows them. Amounts are minor units, times are epoch seconds. */

export type Metadata = Readonly<Record<string, string>>

export type IntentStatus = 'requires_payment_method' | 'requires_confirmation' | 'succeeded' | 'canceled'

interface Card {
  readonly brand: string
  readonly last4: string
  readonly country: string
  readonly funding: string
  readonly exp_month: number
  readonly exp_year: number
}

export interface PaymentMethod {
  readonly id: string
  readonly object: 'payment_method'
  readonly type: 'card'
  readonly card: Card
  readonly billing_details: Readonly<Record<'address' | 'email' | 'name' | 'phone', null>>
  readonly created: number
  readonly customer: null
  readonly livemode: false
  readonly metadata: Metadata
}

export interface PaymentError {
  readonly type: 'card_error'
  readonly code: string
  readonly decline_code?: string
  readonly message: string
  readonly param?: string
  readonly charge: string
  readonly payment_method: PaymentMethod
}

export interface PaymentIntent {
  readonly id: string
  readonly object: 'payment_intent'
  readonly amount: number
  readonly amount_capturable: 0
  readonly amount_details: { readonly tip: Readonly<Record<string, never>> }
  readonly amount_received: number
  readonly automatic_payment_methods: { readonly allow_redirects: 'always'; readonly enabled: boolean } | null
  readonly canceled_at: number | null
  readonly cancellation_reason: string | null
  readonly capture_method: string
  readonly client_secret: string
  readonly confirmation_method: 'automatic'
  readonly created: number
  readonly currency: string
  readonly customer: null
  readonly description: string | null
  readonly last_payment_error: PaymentError | null
  readonly latest_charge: string | null
  readonly livemode: false
  readonly metadata: Metadata
  readonly next_action: null
  readonly payment_method: string | null
  readonly payment_method_options: Readonly<Record<string, unknown>>
  readonly payment_method_types: readonly string[]
  readonly processing: null
  readonly receipt_email: string | null
  readonly setup_future_usage: null
  readonly shipping: null
  readonly statement_descriptor: string | null
  readonly statement_descriptor_suffix: string | null
  readonly status: IntentStatus
  readonly transfer_group: string | null
}

export interface Charge {
  readonly id: string
  readonly object: 'charge'
  readonly amount: number
  readonly amount_captured: number
  readonly amount_refunded: number
  readonly balance_transaction: string | null
  readonly captured: boolean
  readonly created: number
  readonly currency: string
  readonly description: string | null
  readonly failure_code: string | null
  readonly failure_message: string | null
  readonly livemode: false
  readonly metadata: Metadata
  readonly paid: boolean
  readonly payment_intent: string
  readonly payment_method: string
  readonly payment_method_details: { readonly type: 'card'; readonly card: Card }
  readonly receipt_email: string | null
  readonly refunded: boolean
  readonly status: 'succeeded' | 'failed'
}

export interface Refund {
  readonly id: string
  readonly object: 'refund'
  readonly amount: number
  readonly balance_transaction: string
  readonly charge: string
  readonly created: number
  readonly currency: string
  readonly metadata: Metadata
  readonly payment_intent: string
  readonly reason: string | null
  readonly receipt_number: null
  readonly source_transfer_reversal: null
  readonly status: 'succeeded'
  readonly transfer_reversal: null
}

export type EventType =
  | 'payment_intent.created'
  | 'payment_intent.succeeded'
  | 'payment_intent.payment_failed'
  | 'payment_intent.canceled'
  | 'refund.created'
  | 'charge.refunded'

export interface StripeEvent {
  readonly id: string
  readonly object: 'event'
  readonly api_version: string
  readonly created: number
  readonly data: {
    readonly object: PaymentIntent | Charge | Refund
    readonly previous_attributes?: Readonly<Record<string, unknown>>
  }
  readonly livemode: false
  readonly pending_webhooks: number
  readonly request: { readonly id: string; readonly idempotency_key: string | null }
  readonly type: EventType
}
