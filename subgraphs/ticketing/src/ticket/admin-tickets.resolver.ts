// Everybody's tickets, and what admins do to them.
import {
  type ConnectionOf,
  parseWindow,
  Rest,
  Roles,
  readWindow,
  toConnection,
} from '@ticketing/subgraph-kit'
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql'
import type { TicketStatus } from '../backend/ticket-record.js'
import { loadTicketPage } from '../backend/tickets.js'
import type { TicketingContext } from '../context.js'
import { checkProductId } from '../product/product.rules.js'
import { IssueFreeTicketsInput } from './free-tickets.type.js'
import { issueFreeTickets } from './issue-free-tickets.js'
import { setTicketStatus } from './set-ticket-status.js'
import { checkQuantity, checkTicketId, checkUserId, toTicketSearch } from './ticket.rules.js'
import { Ticket, TicketConnection } from './ticket.type.js'
import { TicketFilter } from './ticket-filter.type.js'
import { TicketStatusEnum } from './ticket-status.type.js'

@Resolver(() => Ticket)
export class AdminTicketsResolver {
  @Query(() => TicketConnection, { nullable: true, description: "Everybody's tickets, the newest first." })
  @Roles('ADMIN')
  @Rest('GET /api/tickets')
  async tickets(
    @Ctx() { ask }: TicketingContext,
    @Arg('filter', () => TicketFilter, { nullable: true, description: 'Which tickets; by default all.' })
    filter: TicketFilter | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 15, description: 'How many, from 1 to 100.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which to begin.' })
    after: string | null,
  ): Promise<ConnectionOf<Ticket>> {
    const window = parseWindow(first ?? 15, after)
    const search = toTicketSearch(filter)
    const slice = await readWindow(window, (page, size) => loadTicketPage(ask, search, page, size))
    return toConnection({ ...slice, rows: slice.rows.map(Ticket.of) }, window)
  }

  @Mutation(() => Ticket, {
    nullable: true,
    description:
      'Sets the state of a ticket. REFUNDED and CANCELLED put its place back on sale, once however often they are sent; so neither can follow the other. Issuing it again does not take a place from the stock: see updateProductPricing.',
  })
  @Roles('ADMIN')
  @Rest('PUT /api/tickets/admin/{id}/status')
  async setTicketStatus(
    @Arg('id', () => ID, { description: 'The number of the ticket.' }) id: string,
    @Arg('status', () => TicketStatusEnum, { description: 'The state it shall have.' }) status: TicketStatus,
    @Ctx() context: TicketingContext,
  ): Promise<Ticket | null> {
    const { caller } = context.call
    const change = { id: checkTicketId(id), status }
    return caller && Ticket.of(await setTicketStatus(context, caller, change))
  }

  @Mutation(() => [Ticket], {
    nullable: true,
    description:
      'Gives tickets to somebody for nothing, and mails them. Each call gives again. A failure with `carriedOut: true` means that they exist and could not be found: do not send it again.',
  })
  @Roles('ADMIN')
  @Rest('POST /api/tickets')
  async issueFreeTickets(
    @Arg('input', () => IssueFreeTicketsInput, { description: 'To whom, what and how many.' })
    input: IssueFreeTicketsInput,
    @Ctx() context: TicketingContext,
  ): Promise<Ticket[]> {
    const issued = await issueFreeTickets(context, {
      userId: checkUserId(input.userId),
      productId: checkProductId(input.productId, 'productId'),
      quantity: checkQuantity(input.quantity),
      language: input.language ?? context.call.language,
    })
    return issued.map(Ticket.of)
  }
}
