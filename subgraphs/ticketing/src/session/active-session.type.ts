// One of the sessions of whoever asks. A record of this type is only ever made for its own person, so its fields need
// no rule of their own.
import type { ActiveSession as ActiveSessionRecord } from '@ticketing/session'
import { DateTime, Public } from '@ticketing/subgraph-kit'
import { Field, ID, ObjectType } from 'type-graphql'

@ObjectType({ description: 'A place where a person is signed in. Seen by that person only.' })
@Public()
export class ActiveSession {
  @Field(() => ID, { description: 'Names the session; it opens nothing.' })
  readonly id!: string

  @Field(() => Boolean, { description: 'Whether this is the session of the request itself.' })
  readonly current!: boolean

  @Field(() => DateTime, { description: 'When the person signed in.' })
  readonly startedAt!: Date

  @Field(() => DateTime, { description: 'When it was last used, to about a minute.' })
  readonly lastUsedAt!: Date

  @Field(() => DateTime, { description: 'When it ends by itself.' })
  readonly expiresAt!: Date

  @Field(() => String, {
    nullable: true,
    description: 'The program that signed in, as it called itself in the header apollographql-client-name.',
  })
  readonly client!: string | null

  static of(record: ActiveSessionRecord, currentId: string | null): ActiveSession {
    return Object.assign(new ActiveSession(), record, { current: record.id === currentId })
  }
}
