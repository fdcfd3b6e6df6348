import { Money, MoneyInput, Rest, Roles } from '@ticketing/subgraph-kit'
import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql'
import type { PaymentsContext } from '../context.js'
import { Payment } from '../payment/payment.type.js'
import { RefundedPayment, RefundPaymentResult, RefundRefused, Ticket } from './refund.type.js'
import { refundPayment } from './refund-payment.js'

@Resolver()
export class RefundResolver {
  @Mutation(() => RefundPaymentResult, {
    nullable: true,
    description:
      'Gives money of a payment back. It is never repeated on its own: each call gives back again.',
  })
  @Roles('ADMIN')
  @Rest('POST /api/payments/{uuid}/refund')
  async refundPayment(
    @Ctx() { parts, call }: PaymentsContext,
    @Arg('uuid', () => ID, { description: 'The id of the payment.' }) uuid: string,
    @Arg('amount', () => MoneyInput, { description: 'How much to give back, in EUR.' }) amount: MoneyInput,
    @Arg('ticketIds', () => [ID], {
      nullable: true,
      description:
        'Tickets of this payment that become REFUNDED with it; those REFUNDED or CANCELLED already stay as they are.',
    })
    ticketIds?: string[] | null,
  ): Promise<RefundedPayment | RefundRefused> {
    const outcome = await refundPayment(parts, call, { uuid, amount, ticketIds: ticketIds ?? [] })
    if (outcome.kind === 'refused') {
      const { reason, left, atStripe } = outcome
      const refundedAtStripe = atStripe && Money.of(atStripe)
      return Object.assign(new RefundRefused(), { reason, left: Money.of(left), refundedAtStripe })
    }
    const { record, marked, unmarked } = outcome
    return Object.assign(new RefundedPayment(), {
      payment: Payment.of(record.uuid, record.userId, { record }),
      refunded: Money.of(amount),
      tickets: marked.map((ticket) => Ticket.of(ticket)),
      unmarkedTickets: unmarked.map((ticket) => Ticket.of(ticket)),
    })
  }
}
