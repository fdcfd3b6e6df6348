// An event of Stripe that could not be worked off.
import { connectionType, DateTime, Public } from '@ticketing/subgraph-kit'
import { Field, ID, ObjectType } from 'type-graphql'
import { Payment } from '../history/payment.type.js'
import type { ParkedEvent } from './parked-webhooks.js'

@ObjectType({
  description:
    'An event of Stripe that could not be passed on to the ticketing system, and waits for an admin.',
})
@Public()
export class ParkedWebhook {
  @Field(() => ID, { description: "Stripe's id of the event." })
  readonly id!: string

  @Field(() => String, { description: 'What Stripe tells by it, such as payment_intent.succeeded.' })
  readonly eventType!: string

  @Field(() => Payment, { nullable: true, description: 'The payment that it is about.' })
  readonly payment!: Payment | null

  @Field(() => String, { description: 'Why it was parked.' })
  readonly reason!: string

  @Field(() => DateTime, { description: 'Since when it waits.' })
  readonly parkedAt!: Date

  static of({ data, recordedAt: parkedAt }: ParkedEvent): ParkedWebhook {
    const { webhook: id, eventType, reason } = data
    const payment = data.payment === null ? null : Payment.named(data.payment)
    return Object.assign(new ParkedWebhook(), { id, eventType, payment, reason, parkedAt })
  }
}

export const ParkedWebhookConnection = connectionType(ParkedWebhook, 'ParkedWebhook')
