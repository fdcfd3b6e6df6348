// Users belong to the ticketing subgraph; here they get their payments and invoices.
import { DateTime, Money, type Owned, Public } from '@ticketing/subgraph-kit'
import { Directive, Field, ID, ObjectType } from 'type-graphql'
import type { InvoiceRow } from '../backend/invoices.js'
import type { PaymentStatus } from '../backend/words.js'
import { PaymentStatusEnum } from '../payment/payment.enums.js'

@ObjectType({ description: 'A person with an account. Seen by that person, by employees and by admins.' })
@Directive('@key(fields: "id")')
export class User implements Owned {
  @Field(() => ID, { description: 'The number of the account.' })
  @Public()
  id!: string

  readonly ownerId!: number | null

  /** Any user id: the fields that say something about the user check that he is the caller. */
  static of(id: number): User {
    return Object.assign(new User(), { id: String(id), ownerId: id })
  }
}

@ObjectType({ description: 'The invoice of a payment.' })
@Public()
export class Invoice {
  @Field(() => ID, { description: 'The id of its payment.' })
  uuid!: string

  @Field(() => Money, { description: 'What it is about.' })
  amount!: Money

  @Field(() => PaymentStatusEnum, { description: 'What has become of its payment.' })
  status!: PaymentStatus

  @Field(() => DateTime, { description: 'When the payment was started.' })
  createdAt!: Date

  @Field(() => String, {
    nullable: true,
    description: 'Where it can be downloaded, as a PDF, with your bearer token; null before it is paid.',
  })
  fileUrl!: string | null

  static of(row: InvoiceRow, fileUrl: string | null): Invoice {
    const { uuid, status, createdAt } = row
    return Object.assign(new Invoice(), { uuid, status, createdAt, amount: Money.of(row.amount), fileUrl })
  }
}
