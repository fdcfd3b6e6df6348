// Reading one payment. Every field falls back from what is known already to what has to be read.
import { Money, SignedIn } from '@ticketing/subgraph-kit'
import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql'
import type { PaymentMethod, PaymentStatus } from '../backend/words.js'
import type { PaymentsContext } from '../context.js'
import { User } from '../user/user.type.js'
import { invoiceLink } from './invoice-link.rules.js'
import { Payment } from './payment.type.js'
import { PaymentLine } from './payment-line.type.js'

@Resolver(() => Payment)
export class PaymentResolver {
  @Query(() => Payment, {
    nullable: true,
    description: 'A payment of yours; for admins any payment. Null when there is none that you may see.',
  })
  @SignedIn()
  payment(
    @Arg('uuid', () => ID, { description: 'The id of the payment.' }) uuid: string,
    @Ctx() { reads }: PaymentsContext,
  ): Promise<Payment | null> {
    return reads.payment(uuid)
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
    const { record, invoice } = payment.known
    const amount = (record ?? invoice ?? (await amountOf(payment, reads)))?.amount
    return amount ? Money.of(amount) : null
  }

  @FieldResolver()
  async paidAt(@Root() payment: Payment, @Ctx() { reads }: PaymentsContext): Promise<Date | null> {
    const { record, state } = payment.known
    const told = record ?? state ?? (await reads.recordIfAny(payment)) ?? (await reads.state(payment.uuid))
    return told?.paidAt ?? null
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
  async invoiceUrl(
    @Root() payment: Payment,
    @Ctx() { reads, call }: PaymentsContext,
  ): Promise<string | null> {
    const { record, state, invoice } = payment.known
    if (state && !record && state.status !== 'PAID' && state.status !== 'REFUNDED') return null
    if (invoice) return invoiceLink(call.publicUrl, invoice)
    const told = record ?? (await reads.recordIfAny(payment))
    if (told) return invoiceLink(call.publicUrl, { status: told.status, fileName: told.invoiceName })
    const found = await reads.invoice(payment.uuid)
    return found && invoiceLink(call.publicUrl, found)
  }

  @FieldResolver()
  user(@Root() payment: Payment): User | null {
    return payment.ownerId === null ? null : User.of(payment.ownerId)
  }
}

const amountOf = async (payment: Payment, reads: PaymentsContext['reads']) =>
  (await reads.recordIfAny(payment)) ?? (await reads.invoice(payment.uuid))
