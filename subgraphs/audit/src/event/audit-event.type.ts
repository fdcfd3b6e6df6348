// One event of the log, as far as whoever looks may see it.
import type { Actor, EventType } from '@ticketing/event-log'
import { BigIntScalar, connectionType, DateTime, JsonScalar, Public, Roles } from '@ticketing/subgraph-kit'
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql'
import { EventOutcome } from './event-outcome.js'
import { AuditEventType } from './event-type.enum.js'

const ActorRole = {
  GUEST: 'GUEST',
  USER: 'USER',
  EMPLOYEE: 'EMPLOYEE',
  ADMIN: 'ADMIN',
  SYSTEM: 'SYSTEM',
} as const

registerEnumType(ActorRole, {
  name: 'ActorRole',
  description: 'As what somebody acted.',
  valuesConfig: {
    GUEST: { description: 'Somebody who was not signed in.' },
    USER: { description: 'A person with an account.' },
    EMPLOYEE: { description: 'Somebody who admits people.' },
    ADMIN: { description: 'Somebody who runs the platform.' },
    SYSTEM: { description: 'The platform itself, or Stripe.' },
  },
})

@ObjectType({ description: 'Who did something.' })
@Public()
export class AuditActor {
  @Field(() => ID, {
    nullable: true,
    description:
      'The number of the account; `staff:` and a hash for staff of an identity provider; or the part of the platform. ' +
      'Null for guests; and for anybody else than yourself, unless you are an admin.',
  })
  readonly id!: string | null

  @Field(() => ActorRole, { description: 'The role at that moment.' })
  readonly role!: Actor['role']
}

@ObjectType({ description: 'Something that happened, as it was recorded. It never changes.' })
@Public()
export class AuditEvent {
  @Field(() => ID, { description: 'A UUID.' })
  readonly id!: string

  @Field(() => AuditEventType, { description: 'What it tells.' })
  readonly type!: EventType

  @Field(() => EventOutcome, { description: 'Whether it came about, as far as anybody knows.' })
  readonly outcome!: EventOutcome

  @Field(() => String, { description: 'The thing that it happened to, such as `payment:` and its UUID.' })
  readonly stream!: string

  @Field(() => Int, { description: 'Its place among the events of the same stream, from 1, without gaps.' })
  readonly version!: number

  @Field(() => BigIntScalar, {
    nullable: true,
    description: 'Its place in the whole log, from 1, without gaps; null in the first moment.',
  })
  readonly position!: bigint | null

  @Field(() => AuditActor, { description: 'Who did it.' })
  readonly actor!: AuditActor

  @Field(() => String, { nullable: true, description: 'The program that asked, as it named itself.' })
  @Roles('ADMIN')
  readonly client!: string | null

  @Field(() => String, { nullable: true, description: 'The request that led to it: the X-Request-Id.' })
  @Roles('ADMIN')
  readonly requestId!: string | null

  @Field(() => ID, { nullable: true, description: 'The same for all events that one request led to.' })
  @Roles('ADMIN')
  readonly correlationId!: string

  @Field(() => ID, { nullable: true, description: 'The event that led to this one.' })
  @Roles('ADMIN')
  readonly causationId!: string | null

  @Field(() => DateTime, { description: 'When it was written down.' })
  readonly recordedAt!: Date

  @Field(() => DateTime, { description: 'When it happened.' })
  readonly occurredAt!: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was noticed, where it happened behind the back of this platform; else null.',
  })
  readonly observedAt!: Date | null

  @Field(() => JsonScalar, {
    description:
      'What it tells, by its type. Amounts are in minor units, as text. The numbers of other people are null, unless you ' +
      'are an admin.',
  })
  readonly payload!: object
}

export const AuditEventConnection = connectionType(AuditEvent, 'AuditEvent')
