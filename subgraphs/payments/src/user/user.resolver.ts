// A person's payments and invoices, as lists to page through.
import { askedFields, type ConnectionOf, OwnerOr, Rest, toConnection } from '@ticketing/subgraph-kit'
import type { GraphQLResolveInfo } from 'graphql'
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql'
import type { PaymentsContext } from '../context.js'
import { Invoice, InvoiceConnection } from '../invoice/invoice.type.js'
import { needsRecords } from '../payment/asked-of-payment.js'
import { type Payment, PaymentConnection } from '../payment/payment.type.js'
import { toHistoryPage } from './history.rules.js'
import { PaymentHistoryArgs } from './history.type.js'
import { User } from './user.type.js'

/** Where the payments of a connection are asked for. */
const PATHS_TO_PAYMENTS = [['nodes'], ['edges', 'node']] as const

@Resolver(() => User)
export class UserResolver {
  @FieldResolver(() => PaymentConnection, {
    nullable: true,
    description: "Your payments, pending ones too; for admins anybody's.",
  })
  @OwnerOr('ADMIN')
  @Rest('GET /api/invoices', 'GET /api/payments')
  async payments(
    @Root() { ownerId: userId }: User,
    @Args() args: PaymentHistoryArgs,
    @Ctx() { reads }: PaymentsContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionOf<Payment>> {
    const { query, window } = toHistoryPage(args)
    const withRecords = PATHS_TO_PAYMENTS.some((path) => needsRecords(askedFields(info, ...path)))
    const slice = await reads.lists.payments({ userId, query, window }, { withRecords })
    return toConnection(slice, window)
  }

  @FieldResolver(() => InvoiceConnection, {
    nullable: true,
    description:
      "Your invoices; also those of payments that are pending or failed, which have no file. For admins anybody's.",
  })
  @OwnerOr('ADMIN')
  @Rest('GET /api/invoices')
  async invoices(
    @Root() { ownerId: userId }: User,
    @Args() args: PaymentHistoryArgs,
    @Ctx() { reads }: PaymentsContext,
  ): Promise<ConnectionOf<Invoice>> {
    const { query, window } = toHistoryPage(args)
    const { rows, totalCount } = await reads.lists.invoices({ userId, query, window })
    return toConnection({ totalCount, rows: rows.map(Invoice.of) }, window)
  }
}
