// What admins can ask of the list of all payments.
import { DateRange, MoneyInput } from '@ticketing/subgraph-kit'
import { Field, ID, InputType, registerEnumType } from 'type-graphql'
import type { PaymentMethod, PaymentStatus } from '../backend/words.js'
import { PaymentMethodEnum, PaymentStatusEnum } from './payment.enums.js'

@InputType({ description: 'A stretch of amounts, both ends included; a missing end is open.' })
export class MoneyRange {
  @Field(() => MoneyInput, { nullable: true, description: 'The least amount.' })
  readonly from?: MoneyInput | null

  @Field(() => MoneyInput, { nullable: true, description: 'The greatest amount.' })
  readonly to?: MoneyInput | null
}

@InputType({ description: 'Which payments to list. Conditions are combined with "and".' })
export class PaymentFilter {
  @Field(() => String, {
    nullable: true,
    description:
      "A part of the payment's id, its invoice's file name, its transaction id at Stripe or the payer's e-mail " +
      "address; or the payer's exact number. At most 255 characters.",
  })
  readonly search?: string | null

  @Field(() => PaymentStatusEnum, { nullable: true, description: 'Only payments in this state.' })
  readonly status?: PaymentStatus | null

  @Field(() => PaymentMethodEnum, { nullable: true, description: 'Only payments made this way.' })
  readonly method?: PaymentMethod | null

  @Field(() => ID, { nullable: true, description: 'Only payments of this user.' })
  readonly userId?: string | null

  @Field(() => DateRange, { nullable: true, description: 'Only payments started on these days.' })
  readonly created?: DateRange | null

  @Field(() => MoneyRange, { nullable: true, description: 'Only payments of these amounts, in EUR.' })
  readonly amount?: MoneyRange | null
}

export const PaymentSort = {
  CREATED_AT_ASC: 'CREATED_AT_ASC',
  CREATED_AT_DESC: 'CREATED_AT_DESC',
  PAID_AT_ASC: 'PAID_AT_ASC',
  PAID_AT_DESC: 'PAID_AT_DESC',
  REFUNDED_AT_ASC: 'REFUNDED_AT_ASC',
  REFUNDED_AT_DESC: 'REFUNDED_AT_DESC',
  AMOUNT_ASC: 'AMOUNT_ASC',
  AMOUNT_DESC: 'AMOUNT_DESC',
  UUID_ASC: 'UUID_ASC',
  UUID_DESC: 'UUID_DESC',
} as const
export type PaymentSort = keyof typeof PaymentSort

registerEnumType(PaymentSort, {
  name: 'PaymentSort',
  description: 'The order of the list of all payments.',
  valuesConfig: {
    CREATED_AT_ASC: { description: 'By when it was started, the oldest first.' },
    CREATED_AT_DESC: { description: 'By when it was started, the newest first.' },
    PAID_AT_ASC: { description: 'By when it was paid: those that were not first, then the oldest.' },
    PAID_AT_DESC: { description: 'By when it was paid, the newest first.' },
    REFUNDED_AT_ASC: { description: 'By when it was refunded: those that were not first, then the oldest.' },
    REFUNDED_AT_DESC: { description: 'By when it was refunded, the newest first.' },
    AMOUNT_ASC: { description: 'By amount, the smallest first.' },
    AMOUNT_DESC: { description: 'By amount, the largest first.' },
    UUID_ASC: { description: 'By id, ascending: an order that nothing changes.' },
    UUID_DESC: { description: 'By id, descending.' },
  },
})
