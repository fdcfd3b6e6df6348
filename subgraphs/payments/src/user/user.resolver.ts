// The lists of the caller. Both come from his own list of invoices, which has one row for each payment.
import {
  type ConnectionOf,
  connectionType,
  Owner,
  parseWindow,
  type Slice,
  toConnection,
} from '@ticketing/subgraph-kit'
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql'
import type { InvoiceRow } from '../backend/invoices.js'
import type { PaymentsContext } from '../context.js'
import { invoiceLink } from '../payment/invoice-link.rules.js'
import { Payment } from '../payment/payment.type.js'
import { Invoice, User } from './user.type.js'

const PaymentConnection = connectionType(Payment, 'Payment')
const InvoiceConnection = connectionType(Invoice, 'Invoice')

const mapRows = <From, To>({ rows, totalCount }: Slice<From>, translate: (row: From) => To): Slice<To> => ({
  totalCount,
  rows: rows.map(translate),
})

@Resolver(() => User)
export class UserResolver {
  @FieldResolver(() => PaymentConnection, { nullable: true, description: 'Your payments, newest first.' })
  @Owner()
  async payments(
    @Root() user: User,
    @Ctx() { reads }: PaymentsContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: 15, description: 'How many, from 1 to 100.' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which to go on.' })
    after?: string | null,
  ): Promise<ConnectionOf<Payment>> {
    const window = parseWindow(first, after)
    const toPayment = (invoice: InvoiceRow) => Payment.of(invoice.uuid, user.ownerId, { invoice })
    return toConnection(mapRows(await reads.invoices(window), toPayment), window)
  }

  @FieldResolver(() => InvoiceConnection, {
    nullable: true,
    description: 'Your invoices, newest first; also those of payments that are pending or failed.',
  })
  @Owner()
  async invoices(
    @Ctx() { reads, call }: PaymentsContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: 15, description: 'How many, from 1 to 100.' })
    first: number,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which to go on.' })
    after?: string | null,
  ): Promise<ConnectionOf<Invoice>> {
    const window = parseWindow(first, after)
    const toInvoice = (row: InvoiceRow) => Invoice.of(row, invoiceLink(call.publicUrl, row))
    return toConnection(mapRows(await reads.invoices(window), toInvoice), window)
  }
}
