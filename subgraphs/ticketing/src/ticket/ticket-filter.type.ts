// What the list of everybody's tickets can be narrowed to.
import { DateRange } from '@ticketing/subgraph-kit'
import { Field, ID, InputType } from 'type-graphql'
import type { TicketStatus } from '../backend/ticket-record.js'
import { TicketStatusEnum } from './ticket-status.type.js'

@InputType({
  description:
    'Which tickets to list. Conditions are combined with "and"; a user, a product or a payment that there is not has no tickets.',
})
export class TicketFilter {
  @Field(() => String, {
    nullable: true,
    description: 'A part of the token, or of the name or the category of what was bought.',
  })
  readonly search?: string | null

  @Field(() => TicketStatusEnum, { nullable: true, description: 'Only tickets in this state.' })
  readonly status?: TicketStatus | null

  @Field(() => ID, { nullable: true, description: 'Only tickets of the user with this number.' })
  readonly userId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Only tickets of the user with this e-mail address, in full.',
  })
  readonly userEmail?: string | null

  @Field(() => ID, { nullable: true, description: 'Only tickets for the product with this number.' })
  readonly productId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only tickets that the payment with this UUID bought.' })
  readonly paymentUuid?: string | null

  @Field(() => DateRange, { nullable: true, description: 'When they were issued.' })
  readonly created?: DateRange | null

  @Field(() => DateRange, { nullable: true, description: 'When anything about them changed last.' })
  readonly updated?: DateRange | null

  @Field(() => DateRange, { nullable: true, description: 'When their holders were admitted.' })
  readonly used?: DateRange | null

  @Field(() => DateRange, { nullable: true, description: 'When they were refunded.' })
  readonly refunded?: DateRange | null

  @Field(() => DateRange, { nullable: true, description: 'When they were cancelled.' })
  readonly cancelled?: DateRange | null
}
