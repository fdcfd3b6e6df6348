// The list of everybody's payments. Each row of it tells a payment in full, so nothing more is read for its fields.
import { type ConnectionOf, parseWindow, Rest, Roles, toConnection } from '@ticketing/subgraph-kit'
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql'
import type { PaymentsContext } from '../context.js'
import { type Payment, PaymentConnection } from './payment.type.js'
import { toPaymentsQuery } from './payment-list.rules.js'
import { PaymentFilter, PaymentSort } from './payment-list.type.js'

@Resolver()
export class PaymentsResolver {
  @Query(() => PaymentConnection, { nullable: true, description: "Everybody's payments." })
  @Roles('ADMIN')
  @Rest('GET /api/payments')
  async payments(
    @Ctx() { reads }: PaymentsContext,
    @Arg('filter', () => PaymentFilter, { nullable: true, description: 'Which payments; by default all.' })
    filter: PaymentFilter | null,
    @Arg('sort', () => PaymentSort, {
      nullable: true,
      defaultValue: 'CREATED_AT_DESC',
      description: 'In which order.',
    })
    sort: PaymentSort | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 15, description: 'How many, from 1 to 100.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which to go on.' })
    after: string | null,
  ): Promise<ConnectionOf<Payment>> {
    const window = parseWindow(first ?? 15, after)
    const query = toPaymentsQuery(filter ?? null, sort ?? 'CREATED_AT_DESC')
    return toConnection(await reads.lists.all(query, window), window)
  }
}
