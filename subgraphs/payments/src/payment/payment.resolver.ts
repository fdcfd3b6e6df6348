// Reading one payment. Every field falls back from what is known already to what has to be read.
import { askedFields, type Download, Money, OwnRecords, Rest, SignedIn } from '@ticketing/subgraph-kit'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql'
import type { PaymentMethod, PaymentStatus } from '../backend/words.js'
import type { PaymentsContext } from '../context.js'
import { addressOf, openDownload } from '../invoice/invoice-download.js'
import { User } from '../user/user.type.js'
import { invoicePathOf } from './invoice-of-payment.js'
import { Payment } from './payment.type.js'
import { PaymentLine } from './payment-line.type.js'

@Resolver(() => Payment)
export class PaymentResolver {
  @Query(() => Payment, {
    nullable: true,
    description: 'A payment of yours; for admins any payment. Null when there is none that you may see.',
  })
  @SignedIn()
  @OwnRecords('ADMIN')
  @Rest('GET /api/payments/{uuid}', 'GET /api/payments')
  payment(
    @Arg('uuid', () => ID, { description: 'The id of the payment.' }) uuid: string,
    @Ctx() { reads }: PaymentsContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payment | null> {
    return reads.payment(uuid, askedFields(info))
  }

  @FieldResolver()
  async status(@Root() payment: Payment, @Ctx() { reads }: PaymentsContext): Promise<PaymentStatus | null> {
    const { record, state, invoice } = payment.known
    return (record ?? state ?? invoice ?? (await reads.state(payment.uuid)))?.status ?? null
  }

  @FieldResolver()
  async method(@Root() payment: Payment, @Ctx() { reads }: PaymentsContext): Promise<PaymentMethod> {
    return (await reads.record(payment)).method
  }

  @FieldResolver()
  async amount(@Root() payment: Payment, @Ctx() { reads }: PaymentsContext): Promise<Money | null> {
    const { amount: told, record, invoice } = payment.known
    const amount = told ?? (record ?? invoice ?? (await recordOrInvoice(payment, reads)))?.amount
    return amount ? Money.of(amount) : null
  }

  @FieldResolver()
  async createdAt(@Root() payment: Payment, @Ctx() { reads }: PaymentsContext): Promise<Date | null> {
    const { record, invoice } = payment.known
    return (record ?? invoice ?? (await recordOrInvoice(payment, reads)))?.createdAt ?? null
  }

  @FieldResolver()
  async updatedAt(@Root() payment: Payment, @Ctx() { reads }: PaymentsContext): Promise<Date | null> {
    return (await reads.record(payment)).updatedAt
  }

  @FieldResolver()
  async paidAt(@Root() payment: Payment, @Ctx() { reads }: PaymentsContext): Promise<Date | null> {
    const { record, state } = payment.known
    const told = record ?? state ?? (await reads.recordIfAny(payment)) ?? (await reads.state(payment.uuid))
    return told?.paidAt ?? null
  }

  @FieldResolver()
  async refundedAt(@Root() payment: Payment, @Ctx() { reads }: PaymentsContext): Promise<Date | null> {
    return (await reads.record(payment)).refundedAt
  }

  @FieldResolver()
  async refundedAmount(@Root() payment: Payment, @Ctx() { reads }: PaymentsContext): Promise<Money | null> {
    const { refundedAmount } = await reads.record(payment)
    return refundedAmount && Money.of(refundedAmount)
  }

  @FieldResolver()
  async lines(@Root() payment: Payment, @Ctx() { reads }: PaymentsContext): Promise<PaymentLine[]> {
    return (await reads.record(payment)).lines.map((line) => PaymentLine.of(line))
  }

  @FieldResolver()
  async invoiceUrl(@Root() payment: Payment, @Ctx() context: PaymentsContext): Promise<string | null> {
    return addressOf(context, await invoicePathOf(payment, context.reads))
  }

  @FieldResolver()
  async invoiceDownload(@Root() payment: Payment, @Ctx() context: PaymentsContext): Promise<Download | null> {
    return openDownload(context, await invoicePathOf(payment, context.reads))
  }

  @FieldResolver()
  async transactionId(@Root() payment: Payment, @Ctx() { reads }: PaymentsContext): Promise<string | null> {
    return (await reads.record(payment)).transactionId
  }

  @FieldResolver()
  user(@Root() payment: Payment): User | null {
    return payment.ownerId === null ? null : User.of(payment.ownerId)
  }
}

const recordOrInvoice = async (payment: Payment, reads: PaymentsContext['reads']) =>
  (await reads.recordIfAny(payment)) ?? (await reads.invoice(payment.uuid))
