import { describe, expect, it } from '@jest/globals'
import { Directive, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import { buildSchemaOf } from '../schema/build.js'
import { OwnerOr, Public } from './access.js'
import { Internal, isInternal } from './internal.js'

@ObjectType({ description: 'A ticket, which another subgraph knows.' })
@Directive('@key(fields: "id")')
class Ticket {
  @Field(() => ID, { description: 'Its number.' })
  @Public()
  readonly id!: string

  @Field(() => String, { nullable: true, description: 'Its token.' })
  @OwnerOr('ADMIN')
  @Directive('@external')
  readonly token?: string

  @Field(() => String, { nullable: true, description: 'Its code.' })
  @Directive('@requires(fields: "token")')
  @OwnerOr('ADMIN')
  readonly code?: string
}

@Resolver()
class TicketResolver {
  @Query(() => Ticket, { nullable: true, description: 'A ticket.' })
  @Public()
  ticket(): Ticket | null {
    return null
  }

  @Mutation(() => Boolean, { nullable: true, description: 'Notes something.' })
  @Internal()
  note(): boolean {
    return true
  }
}

const { sdl, schema } = buildSchemaOf({ name: 'tickets', resolvers: [TicketResolver] })

describe('a field for the gateway alone', () => {
  it('is hidden from the API, and has no rule: who may reach a subgraph is its seal', () => {
    expect(sdl).toMatch(/note: Boolean @inaccessible\n/)
    const { note } = schema.getMutationType()?.getFields() ?? {}
    expect(isInternal(note?.extensions ?? {})).toBe(true)
    expect(isInternal(schema.getQueryType()?.getFields().ticket?.extensions ?? {})).toBe(false)
  })
})

describe('a field of another subgraph', () => {
  it('leaves its rule to that subgraph, as composition wants it', () => {
    expect(sdl).toMatch(/token: String @external\n/)
  })
})
