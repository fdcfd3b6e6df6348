// An invoice: one is only ever made for its owner and for admins, so its fields need no rule of their own.
import { connectionType, DateTime, Download, Money, Public } from '@ticketing/subgraph-kit'
import { Field, ID, ObjectType } from 'type-graphql'
import type { InvoiceRow } from '../backend/invoices.js'
import type { PaymentStatus } from '../backend/words.js'
import { PaymentStatusEnum } from '../payment/payment.enums.js'

@ObjectType({ description: 'The bill of one payment.' })
@Public()
export class Invoice {
  @Field(() => ID, { description: 'The uuid of its payment: an invoice has no number of its own.' })
  uuid!: string

  @Field(() => Money, { description: 'What its payment costs in all.' })
  amount!: Money

  @Field(() => PaymentStatusEnum, { description: 'What has become of its payment.' })
  status!: PaymentStatus

  @Field(() => DateTime, { description: 'When the payment was started.' })
  createdAt!: Date

  @Field(() => String, {
    nullable: true,
    description: 'Where it can be downloaded, as a PDF, with your bearer token; null before it is paid.',
  })
  fileUrl?: unknown

  @Field(() => Download, {
    nullable: true,
    description: 'A link to it that a browser can open, for 5 minutes; null before it is paid.',
  })
  download?: unknown

  /** Not in the graph: what the links are made from. */
  readonly fileName!: string | null

  static of(row: InvoiceRow): Invoice {
    return Object.assign(new Invoice(), row, { amount: Money.of(row.amount) })
  }
}

export const InvoiceConnection = connectionType(Invoice, 'Invoice')
