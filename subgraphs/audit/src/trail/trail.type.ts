// What admins can ask of the whole log.
import type { EventType } from '@ticketing/event-log'
import { DateTime } from '@ticketing/subgraph-kit'
import { Field, ID, InputType } from 'type-graphql'
import { AuditEventType } from '../event/event-type.enum.js'

@InputType({
  description:
    'Which events to list. Things that are named (streams, payment, ticket, product) are combined with "or"; what else ' +
    'is given must hold as well.',
})
export class AuditFilter {
  @Field(() => [String], { nullable: true, description: 'Events of these streams, at most 100.' })
  readonly streams?: readonly string[] | null

  @Field(() => ID, { nullable: true, description: 'Events of the payment with this UUID.' })
  readonly paymentUuid?: string | null

  @Field(() => String, { nullable: true, description: 'Events of the ticket with this token.' })
  readonly ticketToken?: string | null

  @Field(() => ID, { nullable: true, description: 'Events of the product with this number.' })
  readonly productId?: string | null

  @Field(() => [AuditEventType], { nullable: true, description: 'Only events of these types.' })
  readonly types?: readonly EventType[] | null

  @Field(() => ID, {
    nullable: true,
    description: 'Only what this person, or this part of the platform, did.',
  })
  readonly actorId?: string | null

  @Field(() => String, { nullable: true, description: 'Only what this request led to.' })
  readonly requestId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only events with this in common.' })
  readonly correlationId?: string | null

  @Field(() => DateTime, { nullable: true, description: 'Only what was recorded at this time or later.' })
  readonly from?: Date | null

  @Field(() => DateTime, { nullable: true, description: 'Only what was recorded before this time.' })
  readonly to?: Date | null
}
