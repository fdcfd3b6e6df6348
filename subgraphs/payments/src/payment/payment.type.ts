// A payment: whoever holds one of these objects has been shown to be its owner or an admin.
import type { Amount } from '@ticketing/money'
import {
  connectionType,
  DateTime,
  Download,
  Money,
  type Owned,
  OwnerOr,
  Public,
  Roles,
} from '@ticketing/subgraph-kit'
import { Directive, Field, ID, ObjectType } from 'type-graphql'
import type { InvoiceRow } from '../backend/invoices.js'
import type { PaymentRecord } from '../backend/payment-record.parser.js'
import type { PaymentState } from '../backend/payments.js'
import { User } from '../user/user.type.js'
import { PaymentMethodEnum, PaymentStatusEnum } from './payment.enums.js'
import { PaymentLine } from './payment-line.type.js'

/** What the call that found a payment told of it; the rest is read when it is asked for. */
export interface KnownOfPayment {
  readonly record?: PaymentRecord | undefined
  readonly invoice?: InvoiceRow | undefined
  readonly state?: PaymentState | undefined
  /** Of a payment that has just been started: what Stripe was told to charge. */
  readonly amount?: Amount | undefined
  /** The records of the list page that it stood on, by uuid: read once for all of them, when first asked for. */
  readonly ofPage?: (() => Promise<ReadonlyMap<string, PaymentRecord>>) | undefined
}

@ObjectType({ description: 'What somebody paid, or is about to pay, for tickets.' })
@Directive('@key(fields: "uuid")')
@OwnerOr('ADMIN')
export class Payment implements Owned {
  @Field(() => ID, { description: 'The number of the payment, a UUID.' })
  @Public()
  uuid!: string

  @Field(() => PaymentStatusEnum, { nullable: true, description: 'What has become of it.' })
  status?: unknown

  @Field(() => PaymentMethodEnum, { nullable: true, description: 'How it is made.' })
  method?: unknown

  @Field(() => Money, { nullable: true, description: 'What it costs in all.' })
  amount?: unknown

  @Field(() => DateTime, { nullable: true, description: 'When it was started.' })
  createdAt?: unknown

  @Field(() => DateTime, { nullable: true, description: 'When anything of it last changed.' })
  @Roles('ADMIN')
  updatedAt?: unknown

  @Field(() => DateTime, { nullable: true, description: 'When it was paid; null before.' })
  paidAt?: unknown

  @Field(() => DateTime, {
    nullable: true,
    description: 'When money was last given back; null when none was.',
  })
  refundedAt?: unknown

  @Field(() => Money, { nullable: true, description: 'How much has been given back; null when nothing was.' })
  refundedAmount?: unknown

  @Field(() => [PaymentLine], { nullable: true, description: 'What was bought.' })
  lines?: unknown

  @Field(() => String, {
    nullable: true,
    description:
      'Where its invoice can be downloaded, as a PDF, with your bearer token; null before it is paid.',
  })
  invoiceUrl?: unknown

  @Field(() => Download, {
    nullable: true,
    description: 'A link to its invoice that a browser can open, for 5 minutes; null before it is paid.',
  })
  invoiceDownload?: unknown

  @Field(() => String, {
    nullable: true,
    description: "Its number at Stripe, to look it up in Stripe's dashboard; null for free tickets.",
  })
  @Roles('ADMIN')
  transactionId?: unknown

  @Field(() => User, { nullable: true, description: 'Who pays.' })
  user?: unknown

  /** A user id; null only for a payment whose user is gone. */
  readonly ownerId!: number | null
  readonly known!: KnownOfPayment

  static of(uuid: string, ownerId: number | null, known: KnownOfPayment): Payment {
    return Object.assign(new Payment(), { uuid, ownerId, known })
  }
}

export const PaymentConnection = connectionType(Payment, 'Payment')
