import { describe, expect, it } from '@jest/globals'
import { amount } from '@ticketing/money'
import { CodedError } from '@ticketing/service-kit'
import type { CallContext, Caller } from '@ticketing/session'
import { guestCall, signedInCall } from '@ticketing/session/testing'
import { Arg, Directive, Field, ID, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import { Owner, OwnerOr, Public, Roles, SignedIn } from './access/access.js'
import type { SubgraphContext } from './context.js'
import { CurrencyCodeEnum } from './money/currency-code.js'
import { Money } from './money/money.type.js'
import { buildSchemaOf, type SubgraphDefinition } from './schema/build.js'
import { createSubgraph } from './subgraph.js'

@ObjectType({ description: 'A seat.' })
@Directive('@key(fields: "id")')
@Public()
class Seat {
  @Field(() => ID, { description: 'Its number.' })
  id!: string

  @Field(() => String, { nullable: true, description: 'The note its holder wrote.' })
  @OwnerOr('ADMIN')
  note?: string

  @Field(() => String, { nullable: true, description: 'The secret of its holder.' })
  @Owner()
  secret?: string

  ownerId!: number
}

@Resolver()
class SeatResolver {
  @Query(() => Seat, { nullable: true, description: 'A seat.' })
  @Public()
  seat(@Arg('id', () => ID, { description: 'Its number.' }) id: string): Seat {
    return Object.assign(new Seat(), { id, ownerId: 7, note: 'aisle', secret: 's' })
  }

  @Query(() => Money, { nullable: true, description: 'A price.' })
  @Public()
  price(
    @Arg('currency', () => CurrencyCodeEnum, { defaultValue: 'EUR', description: 'Its currency.' })
    currency: 'EUR' | 'JPY',
  ): Money {
    return Money.of(amount(1999n, currency))
  }

  @Query(() => Int, { nullable: true, description: 'For signed-in callers.' })
  @SignedIn()
  members(): number {
    return 3
  }

  @Query(() => Int, { nullable: true, description: 'Fails in the way asked for.' })
  @Public()
  fails(@Arg('how', { description: 'coded, or anything else.' }) how: string): number {
    if (how === 'coded') throw new CodedError('CONFLICT', 'Try later.', { operatorMessage: 'lock held' })
    throw new Error('connect ECONNREFUSED 10.0.0.1')
  }

  @Mutation(() => Int, { nullable: true, description: 'For staff.' })
  @Roles('EMPLOYEE', 'ADMIN')
  admit(): number {
    return 1
  }
}

const definition: SubgraphDefinition<SubgraphContext> = {
  name: 'seats',
  resolvers: [SeatResolver],
  references: {
    Seat: ({ id }) => Object.assign(new Seat(), { id, ownerId: 8, note: 'n', secret: 's' }),
    Money: ({ minorUnits, currency }) =>
      Money.of({ minorUnits: BigInt(minorUnits as number), currency: currency as 'EUR' }),
  },
}

const logged: string[] = []
const seats = createSubgraph(definition, {
  log: { error: (_facts, message) => logged.push(message), warn: (_facts, message) => logged.push(message) },
  contextOf: (base) => base,
})

const guest = guestCall({ language: 'fr' })
const as = (userId: number, role: Caller['role']) => signedInCall({ userId, role })
const ask = async (document: string, call: CallContext = guest, variables = {}) => {
  const result = await seats.execute({ document, call, variables })
  return JSON.parse(JSON.stringify(result))
}

describe('a subgraph', () => {
  it('answers a guest on public fields', async () => {
    expect(await ask('{ seat(id: 3) { id } }')).toEqual({ data: { seat: { id: '3' } } })
  })

  it('writes money exactly and in the language of the request', async () => {
    const { data } = await ask('{ price { minorUnits currency amount formatted } }')
    expect(data.price).toMatchObject({ minorUnits: 1999, currency: 'EUR', amount: '19.99' })
    expect(data.price.formatted).toMatch(/19,99\s€/)
  })

  it('refuses a guest with UNAUTHENTICATED and a stranger with FORBIDDEN, naming the rule', async () => {
    const { data, errors } = await ask('{ seat(id: 3) { id secret note } }')
    expect(data.seat).toEqual({ id: '3', secret: null, note: null })
    expect(errors.map((e: { extensions: object }) => e.extensions)).toEqual([
      { code: 'UNAUTHENTICATED', rule: 'owner', service: 'seats', retryable: false },
      { code: 'UNAUTHENTICATED', rule: 'owner or ADMIN', service: 'seats', retryable: false },
    ])
    const stranger = await ask('{ seat(id: 3) { secret } }', as(9, 'ADMIN'))
    expect(stranger.errors[0].extensions.code).toBe('FORBIDDEN')
  })

  it('shows the owner what is his, and an admin what admins may see', async () => {
    expect((await ask('{ seat(id: 3) { secret note } }', as(7, 'USER'))).data.seat).toEqual({
      secret: 's',
      note: 'aisle',
    })
    expect((await ask('{ seat(id: 3) { note } }', as(1, 'ADMIN'))).data.seat).toEqual({ note: 'aisle' })
  })

  it('holds the same rules on entities that another subgraph refers to', async () => {
    const document = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Seat { note secret } } }'
    const r = [{ __typename: 'Seat', id: '1' }]
    expect((await ask(document, as(8, 'USER'), { r })).data._entities).toEqual([{ note: 'n', secret: 's' }])
    const stranger = await ask(document, as(7, 'USER'), { r })
    expect(stranger.data._entities).toEqual([{ note: null, secret: null }])
    expect(stranger.errors).toHaveLength(2)
  })

  it('lets roles through and nobody else', async () => {
    expect((await ask('mutation { admit }', as(1, 'EMPLOYEE'))).data).toEqual({ admit: 1 })
    expect((await ask('mutation { admit }', as(1, 'USER'))).errors[0].extensions).toMatchObject({
      code: 'FORBIDDEN',
      rule: 'EMPLOYEE or ADMIN',
    })
    expect((await ask('{ members }')).data).toEqual({ members: null })
    expect((await ask('{ members }', as(1, 'USER'))).data).toEqual({ members: 3 })
  })

  it('keeps the code of a known failure and masks an unknown one', async () => {
    const coded = await ask('{ fails(how: "coded") }')
    expect(coded.errors[0]).toMatchObject({
      message: 'Try later.',
      extensions: { code: 'CONFLICT', retryable: true },
    })
    const unknown = await ask('{ fails(how: "else") }')
    expect(JSON.stringify(unknown)).not.toContain('ECONNREFUSED')
    expect(unknown.errors[0].extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', requestId: 'r-1' })
    expect(logged).toContain('a field failed unexpectedly')
  })

  it.each([
    ['en', 'Sign in to see this.', 'Something went wrong on our side.'],
    ['fr', 'Connectez-vous pour voir ces informations.', 'Une erreur s’est produite de notre côté.'],
    ['de', 'Bitte melden Sie sich an, um dies zu sehen.', 'Bei uns ist etwas schiefgegangen.'],
  ] as const)('words failures in the language of the call: %s', async (language, refusal, masked) => {
    const call = { ...guest, language }
    expect((await ask('{ members }', call)).errors).toMatchObject([{ message: refusal }])
    expect((await ask('{ fails(how: "else") }', call)).errors).toMatchObject([{ message: masked }])
  })

  it('answers a document that does not fit the schema with its faults', async () => {
    expect((await ask('{ nothing }')).errors[0].extensions.code).toBe('BAD_USER_INPUT')
    expect((await ask('{')).errors[0].extensions.code).toBe('BAD_USER_INPUT')
  })
})

describe('the SDL of a subgraph', () => {
  it('carries the access declarations in the words of federation', () => {
    expect(seats.sdl).toContain('note: String @policy(policies: [["owner"], ["role:ADMIN"]])')
    expect(seats.sdl).toContain('members: Int @authenticated')
    expect(seats.sdl).toContain('admit: Int @requiresScopes(scopes: [["role:EMPLOYEE"], ["role:ADMIN"]])')
    expect(seats.sdl).toContain('type Seat @key(fields: "id")')
  })
})

describe('a field without what the house demands', () => {
  it('stops the build with its name', () => {
    @Resolver()
    class Careless {
      @Query(() => Int, { nullable: true, description: 'Undeclared.' })
      undeclared(): number {
        return 1
      }

      @Query(() => Int, { description: 'Non-null.' })
      @SignedIn()
      strict(): number {
        return 1
      }
    }
    expect(() => buildSchemaOf({ name: 'careless', resolvers: [Careless] })).toThrow(
      /Query.undeclared declares no access\n.*Query.strict has a rule and must be nullable/,
    )
  })
})
