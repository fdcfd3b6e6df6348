// The enums of payments as GraphQL knows them; their values are their names.
import { registerEnumType } from 'type-graphql'
import type { PaymentMethod, PaymentStatus } from '../backend/words.js'

export const PaymentStatusEnum: { readonly [Word in PaymentStatus]: Word } = {
  PENDING: 'PENDING',
  PAID: 'PAID',
  FAILED: 'FAILED',
  REFUNDED: 'REFUNDED',
}

registerEnumType(PaymentStatusEnum, {
  name: 'PaymentStatus',
  description: 'What has become of a payment.',
  valuesConfig: {
    PENDING: { description: 'Started and not paid yet.' },
    PAID: { description: 'Paid; a part of it may have been given back.' },
    FAILED: {
      description:
        'The last try did not go through, or a newer payment took its place. Not final: a second card may still turn it ' +
        'PAID.',
    },
    REFUNDED: { description: 'All of it was given back.' },
  },
})

export const PaymentMethodEnum: { readonly [Word in PaymentMethod]: Word } = {
  STRIPE: 'STRIPE',
  PAYPAL: 'PAYPAL',
  FREE: 'FREE',
}

registerEnumType(PaymentMethodEnum, {
  name: 'PaymentMethod',
  description: 'How a payment is made, as it was asked for when it was started.',
  valuesConfig: {
    STRIPE: { description: "By card, in Stripe's form." },
    PAYPAL: {
      description:
        "With PayPal. It is Stripe's form that opens here too, and it offers PayPal only where this shop has it set up there.",
    },
    FREE: { description: 'Tickets that an admin gave away; a cart cannot be paid this way.' },
  },
})
