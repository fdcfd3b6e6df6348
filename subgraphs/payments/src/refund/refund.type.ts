// How a refund can end.
import { Money, Public } from '@ticketing/subgraph-kit'
import { createUnionType, Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql'
import { Payment } from '../payment/payment.type.js'
import type { RefusalReason } from './refund.rules.js'

// Tickets belong to the ticketing subgraph; here they are only pointed at.
@ObjectType({ description: 'Admits its holder to one event.' })
@Directive('@key(fields: "id", resolvable: false)')
@Public()
export class Ticket {
  @Field(() => ID, { description: 'The number of the ticket.' })
  id!: string

  static of({ id }: { id: number }): Ticket {
    return Object.assign(new Ticket(), { id: String(id) })
  }
}

@ObjectType({ description: 'The money is on its way back.' })
@Public()
export class RefundedPayment {
  @Field(() => Payment, { description: 'The payment, after the refund.' })
  payment!: Payment

  @Field(() => Money, { description: 'How much was given back this time.' })
  refunded!: Money

  @Field(() => [Ticket], { nullable: true, description: 'The tickets that became REFUNDED by this.' })
  tickets!: readonly Ticket[]

  @Field(() => [Ticket], {
    nullable: true,
    description:
      'Named tickets that could not be marked, though the money was given back: mark them by hand.',
  })
  unmarkedTickets!: readonly Ticket[]
}

export const RefundRefusalReasonEnum: { readonly [Reason in RefusalReason]: Reason } = {
  FREE: 'FREE',
  NOT_PAID: 'NOT_PAID',
  NOTHING_LEFT: 'NOTHING_LEFT',
  MORE_THAN_LEFT: 'MORE_THAN_LEFT',
  FOREIGN_TICKET: 'FOREIGN_TICKET',
  UNKNOWN_REFUND: 'UNKNOWN_REFUND',
}

registerEnumType(RefundRefusalReasonEnum, {
  name: 'RefundRefusalReason',
  description: 'Why nothing was given back.',
  valuesConfig: {
    FREE: { description: 'The tickets were free.' },
    NOT_PAID: { description: 'The payment was never made.' },
    NOTHING_LEFT: { description: 'All of it was given back before.' },
    MORE_THAN_LEFT: { description: 'More was asked for than is left of the payment.' },
    FOREIGN_TICKET: { description: 'A named ticket does not belong to this payment.' },
    UNKNOWN_REFUND: {
      description:
        'Stripe has given back more already than the ticketing backend knows of, which happens when an earlier refund ' +
        'ended halfway: see refundedAtStripe. Put it right by hand before giving back more.',
    },
  },
})

@ObjectType({ description: 'Nothing was given back, and nothing was changed.' })
@Public()
export class RefundRefused {
  @Field(() => RefundRefusalReasonEnum, { description: 'Why.' })
  reason!: RefusalReason

  @Field(() => Money, { description: 'How much of the payment can still be given back.' })
  left!: Money

  @Field(() => Money, {
    nullable: true,
    description:
      'How much Stripe has given back in all, when that is more than the ticketing backend knows of; null for any other reason.',
  })
  refundedAtStripe!: Money | null
}

export const RefundPaymentResult = createUnionType({
  name: 'RefundPaymentResult',
  description: 'The refund, or why there is none.',
  types: () => [RefundedPayment, RefundRefused] as const,
})
