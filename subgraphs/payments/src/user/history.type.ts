// Which of a person's payments or invoices to list: both lists are the same rows.
import { DateRange } from '@ticketing/subgraph-kit'
import { ArgsType, Field, InputType, Int, registerEnumType } from 'type-graphql'
import type { PaymentStatus } from '../backend/words.js'
import { PaymentStatusEnum } from '../payment/payment.enums.js'

@InputType({
  description: 'Which of your payments or invoices to list. Conditions are combined with "and".',
})
export class PaymentHistoryFilter {
  @Field(() => PaymentStatusEnum, { nullable: true, description: 'Only payments in this state.' })
  readonly status?: PaymentStatus | null

  @Field(() => DateRange, { nullable: true, description: 'Only payments started on these days.' })
  readonly created?: DateRange | null
}

export const PaymentHistorySort = {
  CREATED_AT_ASC: 'CREATED_AT_ASC',
  CREATED_AT_DESC: 'CREATED_AT_DESC',
  AMOUNT_ASC: 'AMOUNT_ASC',
  AMOUNT_DESC: 'AMOUNT_DESC',
  UUID_ASC: 'UUID_ASC',
  UUID_DESC: 'UUID_DESC',
} as const
export type PaymentHistorySort = keyof typeof PaymentHistorySort

registerEnumType(PaymentHistorySort, {
  name: 'PaymentHistorySort',
  description: 'The order of your payments or invoices.',
  valuesConfig: {
    CREATED_AT_ASC: { description: 'By when it was started, the oldest first.' },
    CREATED_AT_DESC: { description: 'By when it was started, the newest first.' },
    AMOUNT_ASC: { description: 'By amount, the smallest first.' },
    AMOUNT_DESC: { description: 'By amount, the largest first.' },
    UUID_ASC: { description: 'By id, ascending: an order that nothing changes.' },
    UUID_DESC: { description: 'By id, descending.' },
  },
})

@ArgsType()
export class PaymentHistoryArgs {
  @Field(() => PaymentHistoryFilter, { nullable: true, description: 'Which ones; by default all.' })
  readonly filter?: PaymentHistoryFilter | null

  @Field(() => PaymentHistorySort, {
    nullable: true,
    defaultValue: 'CREATED_AT_DESC',
    description: 'In which order.',
  })
  readonly sort?: PaymentHistorySort | null

  @Field(() => Int, { nullable: true, defaultValue: 15, description: 'How many, from 1 to 100.' })
  readonly first?: number | null

  @Field(() => String, { nullable: true, description: 'The cursor after which to go on.' })
  readonly after?: string | null
}
