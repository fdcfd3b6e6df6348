// A ticket: what its owner holds and what it was bought as.
import {
  connectionType,
  DateTime,
  Download,
  Money,
  type Owned,
  OwnerOr,
  Public,
} from '@ticketing/subgraph-kit'
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql'
import type { Snapshot, TicketRecord, TicketStatus } from '../backend/ticket-record.js'
import type { Profile } from '../backend/users.js'
import { Payment } from '../payment/payment.type.js'
import { Product } from '../product/product.type.js'
import { User } from '../user/user.type.js'
import { TicketStatusEnum } from './ticket-status.type.js'

@ObjectType({
  description: 'A product as it was when it was bought, in the language of the purchase. It never changes.',
})
@Public()
export class ProductSnapshot {
  @Field(() => String, { description: 'The name of the event.' })
  readonly name!: string

  @Field(() => String, { nullable: true, description: 'The sport or the ceremony.' })
  readonly category!: string | null

  @Field(() => Int, { nullable: true, description: 'How many people the ticket admits.' })
  readonly places!: number | null

  @Field(() => Money, { description: 'What one ticket cost without a discount.' })
  readonly listPrice!: Money

  @Field(() => Float, { description: 'The discount as a part of 1: 0.15 was 15 % off.' })
  readonly discountRate!: number

  @Field(() => Money, { description: 'What one ticket cost after the discount.' })
  readonly price!: Money

  static of({ name, category, places, discountRate, unitPrice, price }: Snapshot): ProductSnapshot {
    const prices = { listPrice: Money.of(unitPrice), price: Money.of(price) }
    return Object.assign(new ProductSnapshot(), { name, category, places, discountRate, ...prices })
  }
}

@ObjectType({ description: 'Admits its holder to one event.' })
@Directive('@key(fields: "id")')
@OwnerOr('ADMIN')
export class Ticket implements Owned {
  @Field(() => ID, { description: 'The number of the ticket.' })
  @Public()
  readonly id!: number

  @Field(() => String, {
    nullable: true,
    description: 'What an employee types to admit the holder when the QR code cannot be read.',
  })
  readonly token!: string

  @Field(() => TicketStatusEnum, { nullable: true, description: 'What has become of the ticket.' })
  readonly status!: TicketStatus

  @Field(() => DateTime, { nullable: true, description: 'When its holder was admitted; null before that.' })
  readonly usedAt!: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'When its price was given back last; null before that.',
  })
  readonly refundedAt!: Date | null

  @Field(() => DateTime, { nullable: true, description: 'When it was cancelled last; null before that.' })
  readonly cancelledAt!: Date | null

  @Field(() => User, { nullable: true, description: 'Whom it was sold to.' })
  readonly user?: User | null

  @Field(() => ProductSnapshot, { nullable: true, description: 'What was bought, as it was then.' })
  get productSnapshot(): ProductSnapshot {
    return ProductSnapshot.of(this.snapshot)
  }

  @Field(() => Product, { nullable: true, description: 'What was bought, as it is now.' })
  readonly product?: Product | null

  @Field(() => Payment, { nullable: true, description: 'The payment that bought it.' })
  get payment(): Payment {
    return Payment.of(this.paymentUuid)
  }

  @Field(() => String, {
    nullable: true,
    description: 'The address of its QR code, a PNG; to be asked for with the bearer token.',
  })
  readonly qrUrl?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The address of the ticket as a PDF; to be asked for with the bearer token.',
  })
  readonly pdfUrl?: string | null

  @Field(() => Download, { nullable: true, description: 'A link to the ticket as a PDF.' })
  readonly download?: Download | null

  @Field(() => Download, { nullable: true, description: 'A link to its QR code, a PNG.' })
  readonly qrDownload?: Download | null

  /** Not in the graph: whose it is, and what the fields above are found by. */
  readonly ownerId!: number
  readonly ownerProfile!: Profile | null
  readonly snapshot!: Snapshot
  readonly paymentUuid!: string
  readonly qrFile!: string
  readonly pdfFile!: string

  static of({ owner, ...record }: TicketRecord): Ticket {
    return Object.assign(new Ticket(), record, { ownerId: owner.id, ownerProfile: owner.profile })
  }
}

export const TicketConnection = connectionType(Ticket, 'Ticket')
