// A person's tickets, as a list to page through.
import {
  type ConnectionOf,
  OwnerOr,
  parseWindow,
  readWindow,
  type Slice,
  toConnection,
} from '@ticketing/subgraph-kit'
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql'
import {
  loadOwnTicketPage,
  loadTicketPage,
  type TicketRecord,
  type TicketStatus,
} from '../backend/tickets.js'
import type { TicketingContext } from '../context.js'
import { User } from '../user/user.type.js'
import { Ticket, TicketConnection } from './ticket.type.js'
import { TicketStatusEnum } from './ticket-status.type.js'

@Resolver(() => User)
export class UserTicketsResolver {
  @FieldResolver(() => TicketConnection, { nullable: true, description: 'The tickets, the newest first.' })
  @OwnerOr('ADMIN')
  async tickets(
    @Root() { id: userId }: User,
    @Ctx() { ask, call }: TicketingContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: 15, description: 'How many, from 1 to 100.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which to begin.' })
    after: string | null,
    @Arg('status', () => TicketStatusEnum, { nullable: true, description: 'Only tickets in this state.' })
    status: TicketStatus | null = null,
  ): Promise<ConnectionOf<Ticket>> {
    const isOwn = call.caller?.userId === userId
    const readPage = (page: number, size: number): Promise<Slice<TicketRecord>> =>
      isOwn
        ? loadOwnTicketPage(ask, userId, { status }, page, size)
        : loadTicketPage(ask, { userId, status }, page, size)
    const window = parseWindow(first ?? 15, after)
    const slice = await readWindow(window, readPage)
    return toConnection({ ...slice, rows: slice.rows.map(Ticket.of) }, window)
  }
}
