// A person's tickets, as a list to page through.
import {
  type ConnectionOf,
  DateRange,
  OwnerOr,
  parseDateRange,
  parseWindow,
  Rest,
  toConnection,
} from '@ticketing/subgraph-kit'
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql'
import type { TicketStatus } from '../backend/ticket-record.js'
import type { TicketingContext } from '../context.js'
import { User } from '../user/user.type.js'
import { Ticket, TicketConnection } from './ticket.type.js'
import { TicketStatusEnum } from './ticket-status.type.js'
import { ticketsOfUser } from './tickets-of-user.js'

@Resolver(() => User)
export class UserTicketsResolver {
  @FieldResolver(() => TicketConnection, { nullable: true, description: 'The tickets, the newest first.' })
  @OwnerOr('ADMIN')
  @Rest('GET /api/tickets/user')
  async tickets(
    @Root() { id: userId }: User,
    @Ctx() context: TicketingContext,
    @Arg('first', () => Int, { nullable: true, defaultValue: 15, description: 'How many, from 1 to 100.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which to begin.' })
    after: string | null,
    @Arg('status', () => TicketStatusEnum, { nullable: true, description: 'Only tickets in this state.' })
    status: TicketStatus | null,
    @Arg('eventDates', () => DateRange, {
      nullable: true,
      description: 'Only tickets for events on these days, at their venues.',
    })
    eventDates: DateRange | null,
  ): Promise<ConnectionOf<Ticket>> {
    const window = parseWindow(first ?? 15, after)
    const search = { status, eventDates: parseDateRange(eventDates, 'eventDates') }
    const slice = await ticketsOfUser(context, userId, search, window)
    return toConnection({ ...slice, rows: slice.rows.map(Ticket.of) }, window)
  }
}
