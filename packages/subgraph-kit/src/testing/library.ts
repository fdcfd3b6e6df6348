// For tests: a schema that has everything our subgraphs have, and fails in every way that theirs can.
import { amount } from '@ticketing/money'
import { CodedError } from '@ticketing/service-kit'
import { GraphQLError } from 'graphql'
import {
  Arg,
  Ctx,
  createUnionType,
  Directive,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  InterfaceType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  registerEnumType,
} from 'type-graphql'
import { Owner, OwnerOr, Public, Roles, SignedIn } from '../access/access.js'
import type { SubgraphContext } from '../context.js'
import { CurrencyCodeEnum } from '../money/currency-code.js'
import { Money, MoneyInput } from '../money/money.type.js'
import { BigIntScalar, DateTime, LocaleScalar } from '../scalars.js'
import type { SubgraphDefinition } from '../schema/build.js'

const Order = { OLDEST: 'published_at,asc', NEWEST: 'published_at,desc' } as const
registerEnumType(Order, { name: 'Order', description: 'An order whose values have other names inside.' })

@InterfaceType({ description: 'Something with a name.', autoRegisterImplementations: true })
@Public()
abstract class Named {
  @Field(() => String, { description: 'Its name.' })
  name!: string

  @Field(() => String, { nullable: true, description: 'For some, depending on what has the name.' })
  note?: string
}

@ObjectType({ description: 'A writer.', implements: Named })
@Directive('@key(fields: "id")')
@Public()
export class Writer extends Named {
  @Field(() => ID, { description: 'The number.' })
  id!: number

  @Field(() => String, { nullable: true, description: 'For admins.' })
  @Roles('ADMIN')
  override note?: string

  @Field(() => String, { nullable: true, description: 'Fails for the second writer.' })
  get initial(): string {
    if (this.id === 2) throw new CodedError('NOT_FOUND', 'Nameless.')
    return this.name.slice(0, 1)
  }

  @Field(() => [Book], { nullable: true, description: 'What was written.' })
  books?: Book[]

  @Field(() => String, { nullable: true, description: 'Only for the writer.' })
  @OwnerOr('ADMIN')
  address?: string

  @Field(() => [String], { nullable: true, description: 'Only for the writer, not even for admins.' })
  @Owner()
  diary?: string[]

  @Field(() => Int, { nullable: true, description: 'Only for admins.' })
  @Roles('ADMIN')
  royalties?: number

  ownerId!: number
}

@ObjectType({ description: 'A book.', implements: Named })
@Directive('@key(fields: "id")')
@Public()
export class Book extends Named {
  @Field(() => ID, { description: 'The number.' })
  id!: number

  @Field(() => String, { nullable: true, description: 'For the signed in.' })
  @SignedIn()
  override note?: string

  @Field(() => Writer, { nullable: true, description: 'Who wrote it; found in batches.' })
  writer?: Writer

  @Field(() => Money, { nullable: true, description: 'What it costs.' })
  price?: Money

  @Field(() => DateTime, { nullable: true, description: 'When it came out.' })
  publishedAt?: Date

  @Field(() => String, { nullable: true, description: 'Fails with a code for even books.' })
  review?: string

  @Field(() => String, { description: 'Never null; is null for each third book.' })
  isbn!: string

  @Field(() => Int, { nullable: true, description: 'No whole number for each fifth book.' })
  pages?: number

  @Field(() => DateTime, { nullable: true, description: 'No date for odd books.' })
  lentAt?: Date

  @Field(() => String, { nullable: true, description: 'For the signed in.' })
  @SignedIn()
  shelf?: string
}

const Found = createUnionType({
  name: 'Found',
  description: 'A book or a writer.',
  types: () => [Book, Writer] as const,
})

@InputType({ description: 'What to look for.' })
class Wanted {
  @Field(() => String, { nullable: true, description: 'A name.' })
  name?: string

  @Field(() => Order, { nullable: true, defaultValue: Order.OLDEST, description: 'An order.' })
  order?: string

  @Field(() => [Int], { nullable: true, description: 'Numbers.' })
  numbers?: number[]

  @Field(() => MoneyInput, { nullable: true, description: 'At most this much.' })
  atMost?: MoneyInput
}

export const bookOf = (id: number): Book =>
  Object.assign(new Book(), {
    id,
    name: `Book ${id}`,
    isbn: id % 3 === 0 ? null : `isbn-${id}`,
    pages: id % 5 === 0 ? 'many' : id * 10,
    lentAt: id % 2 ? 'yesterday' : new Date(0),
    shelf: `S${id}`,
    note: `B${id}`,
    price: Money.of(amount(BigInt(id) * 100n, 'EUR')),
    publishedAt: new Date(Date.UTC(2024, 0, id)),
  })

const writerOf = (id: number): Writer =>
  Object.assign(new Writer(), {
    id,
    ownerId: id,
    name: `Writer ${id}`,
    address: `${id}, Main Street`,
    diary: ['Wrote.', 'Slept.'],
    royalties: id * 3,
    note: `W${id}`,
  })

/** What the resolvers did, in order. */
export interface LibraryContext extends SubgraphContext {
  readonly done: string[]
}

const show = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part)) ?? 'nothing'

@Resolver(() => Book)
class BookResolver {
  @Query(() => [Book], { nullable: true, description: 'Books.' })
  @Public()
  async books(@Arg('ids', () => [Int], { description: 'Which.' }) ids: number[]): Promise<Book[]> {
    return ids.map(bookOf)
  }

  @Query(() => [Book], { nullable: true, description: 'Books, each found by itself; 4 and 8 are lost.' })
  @Public()
  eachBook(@Arg('ids', () => [Int], { description: 'Which.' }) ids: number[]): Promise<Book>[] {
    return ids.map(async (id) => {
      if (id % 4 === 0) throw new CodedError('NOT_FOUND', 'Lost.')
      return bookOf(id)
    })
  }

  @Query(() => [Found], { nullable: 'itemsAndList', description: 'Books and writers; 7 is neither.' })
  @Public()
  found(@Arg('ids', () => [Int], { description: 'Even ones are books.' }) ids: number[]): unknown[] {
    return ids.map((id) => (id === 7 ? { id } : id % 2 ? writerOf(id) : bookOf(id)))
  }

  @Query(() => [Named], { nullable: true, description: 'Books and writers by name.' })
  @Public()
  named(@Arg('ids', () => [Int], { description: 'Even ones are books.' }) ids: number[]): unknown[] {
    return ids.map((id) => (id % 2 ? writerOf(id) : bookOf(id)))
  }

  @Query(() => String, { nullable: true, description: 'Says what it was given.' })
  @Public()
  echo(
    @Arg('wanted', () => Wanted, { nullable: true, description: 'An object.' }) wanted: Wanted | null,
    @Arg('order', () => Order, { nullable: true, defaultValue: Order.NEWEST, description: 'An enum.' })
    order: string | null,
    @Arg('number', () => BigIntScalar, { nullable: true, description: 'A BigInt.' }) number: bigint | null,
    @Arg('at', () => DateTime, { nullable: true, description: 'A time.' }) at: Date | null,
    @Arg('locale', () => LocaleScalar, { nullable: true, description: 'A tag.' }) locale: string | null,
    @Arg('currency', () => CurrencyCodeEnum, { defaultValue: 'EUR', description: 'Never null.' })
    currency: string,
  ): string {
    return show({ wanted, order, number, at: at instanceof Date ? at.getTime() : at, locale, currency })
  }

  @Query(() => String, { nullable: true, description: 'Says what classes it was given.' })
  @Public()
  classes(@Arg('wanted', () => Wanted, { description: 'An object.' }) wanted: Wanted): string {
    return `${wanted.constructor.name}, ${wanted.atMost?.constructor.name}`
  }

  @Query(() => Money, { nullable: true, description: 'Money that is no instance of its class yet.' })
  @Public()
  loosePrice(): Pick<Money, 'minorUnits' | 'currency'> {
    return { minorUnits: 1_999n, currency: 'EUR' }
  }

  @Query(() => Writer, { nullable: true, description: 'The first writer, for staff.' })
  @Roles('ADMIN', 'EMPLOYEE')
  first(@Ctx() { done }: LibraryContext): Writer {
    done.push('first')
    return writerOf(1)
  }

  @Query(() => Int, { nullable: true, description: 'Fails.' })
  @Public()
  fails(@Arg('how', () => String, { description: 'How.' }) how: string): number {
    if (how === 'coded') throw new CodedError('CONFLICT', 'Try later.')
    if (how === 'graphql') throw new GraphQLError('Said as it is.', { extensions: { code: 'FORBIDDEN' } })
    if (how === 'text') throw 42
    throw new TypeError('secret')
  }

  @Mutation(() => Book, { nullable: true, description: 'Takes some time.' })
  @Public()
  async lend(
    @Ctx() { done }: LibraryContext,
    @Arg('id', () => Int, { description: 'Which; 13 fails, 14 fails at once.' }) id: number,
  ): Promise<Book> {
    done.push(`begin ${id}`)
    await new Promise((resolve) => setImmediate(resolve))
    done.push(`end ${id}`)
    if (id === 13) throw new CodedError('CONFLICT', 'Not this one.')
    return bookOf(id)
  }

  @Mutation(() => Int, { nullable: true, description: 'Takes no time.' })
  @Public()
  note(
    @Ctx() { done }: LibraryContext,
    @Arg('id', () => Int, { defaultValue: 1, description: 'Which; 14 fails.' }) id: number,
  ): number {
    done.push(`note ${id}`)
    if (id === 14) throw new Error('no')
    return id
  }

  @Mutation(() => Int, { nullable: true, description: 'For admins.' })
  @Roles('ADMIN')
  burn(
    @Ctx() { done }: LibraryContext,
    @Arg('id', () => Int, { description: 'Which; 14 fails.' }) id: number,
  ): number {
    done.push(`burn ${id}`)
    if (id === 14) throw new CodedError('CONFLICT', 'It is lent.')
    return id
  }

  @FieldResolver()
  review(@Root() { id }: Book): string {
    if (id % 2 === 0)
      throw new CodedError('BACKEND_UNAVAILABLE', 'No reviews today.', { operatorMessage: 'down' })
    return 'good'
  }

  @FieldResolver()
  async writer(@Root() { id }: Book, @Ctx() { loaders, done }: LibraryContext): Promise<Writer> {
    return loaders
      .get<number, Writer>('writers', async (ids) => {
        done.push(`batch ${ids.join()}`)
        return ids.map((each) =>
          each === 9 ? new CodedError('NOT_FOUND', 'No such writer.') : writerOf(each),
        )
      })
      .load(id)
  }
}

@Resolver(() => Writer)
class WriterResolver {
  @FieldResolver()
  books(@Root() { id }: Writer): Book[] {
    return [bookOf(id), bookOf(id + 1)]
  }
}

export const libraryDefinition: SubgraphDefinition<LibraryContext> = {
  name: 'library',
  resolvers: [BookResolver, WriterResolver],
  references: {
    Book: ({ id }) => {
      if (Number(id) % 4 === 0) throw new CodedError('NOT_FOUND', 'Lost.')
      return Number(id) === 11 ? null : bookOf(Number(id))
    },
    Writer: async ({ id }) => writerOf(Number(id)),
    Money: ({ minorUnits, currency }) =>
      Money.of({ minorUnits: BigInt(minorUnits as number), currency: currency as 'EUR' }),
  },
}
