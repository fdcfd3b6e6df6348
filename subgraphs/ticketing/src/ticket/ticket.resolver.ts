// One ticket, and how those of its fields are found that cost another look somewhere.
import { parseNumericId } from '@ticketing/backend-client'
import { Download, OwnRecords, type Representation, Rest, SignedIn } from '@ticketing/subgraph-kit'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql'
import type { TicketingContext } from '../context.js'
import { ticketPdfPath, ticketQrPath } from '../file-links.js'
import { Payment } from '../payment/payment.type.js'
import { namedProduct } from '../product/product.loader.js'
import { Product } from '../product/product.type.js'
import { findUser } from '../user/user.loader.js'
import { User } from '../user/user.type.js'
import { findTicket, ticketsOfPayment } from './ticket.loader.js'
import { Ticket } from './ticket.type.js'

@Resolver(() => Ticket)
export class TicketResolver {
  @Query(() => Ticket, {
    nullable: true,
    description: 'One ticket; null when there is none with this number, or it is of somebody else.',
  })
  @SignedIn()
  @OwnRecords('ADMIN')
  @Rest('GET /api/tickets/user', 'GET /api/tickets')
  ticket(
    @Arg('id', () => ID, { description: 'The number of the ticket.' }) id: string,
    @Ctx() context: TicketingContext,
  ): Promise<Ticket | null> {
    return visibleTicket(context, id)
  }

  @FieldResolver()
  product(
    @Root() { snapshot }: Ticket,
    @Ctx() context: TicketingContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Product | null> {
    return namedProduct(context, snapshot.productId, info)
  }

  @FieldResolver()
  async user(
    @Root() { ownerId, ownerProfile }: Ticket,
    @Ctx() context: TicketingContext,
  ): Promise<User | null> {
    const isOwn = context.call.caller?.userId === ownerId
    if (isOwn || ownerProfile === null) return findUser(context, ownerId)
    return User.of({ id: ownerId, role: null, profile: ownerProfile })
  }

  @FieldResolver()
  qrUrl(@Root() { qrFile }: Ticket, @Ctx() { call }: TicketingContext): string {
    return call.publicUrl + ticketQrPath(qrFile)
  }

  @FieldResolver()
  pdfUrl(@Root() { pdfFile }: Ticket, @Ctx() { call }: TicketingContext): string {
    return call.publicUrl + ticketPdfPath(pdfFile)
  }

  @FieldResolver()
  download(@Root() { pdfFile }: Ticket, @Ctx() context: TicketingContext): Promise<Download | null> {
    return linkTo(ticketPdfPath(pdfFile), context)
  }

  @FieldResolver()
  qrDownload(@Root() { qrFile }: Ticket, @Ctx() context: TicketingContext): Promise<Download | null> {
    return linkTo(ticketQrPath(qrFile), context)
  }
}

async function linkTo(path: string, { call, fileLinks }: TicketingContext): Promise<Download | null> {
  const { caller, publicUrl } = call
  return caller && Object.assign(new Download(), await fileLinks.seal({ path, caller, publicUrl }))
}

@Resolver(() => Payment)
export class PaymentTicketsResolver {
  @FieldResolver(() => [Ticket], {
    nullable: true,
    description: 'The tickets it bought; none before it is paid, and none of a payment of somebody else.',
  })
  @SignedIn()
  @Rest('GET /api/tickets/user', 'GET /api/tickets')
  async tickets(@Root() { uuid }: Payment, @Ctx() context: TicketingContext): Promise<Ticket[] | null> {
    const { caller } = context.call
    return caller && (await ticketsOfPayment(context, caller, uuid)).map(Ticket.of)
  }
}

async function visibleTicket(context: TicketingContext, id: unknown): Promise<Ticket | null> {
  const { caller } = context.call
  const ticketId = parseNumericId(id)
  const record = caller && ticketId && (await findTicket(context, caller, ticketId))
  return record ? Ticket.of(record) : null
}

/** The ticket that another subgraph names; null where the caller may not see it. */
export const ticketReference = ({ id }: Representation, context: TicketingContext): Promise<Ticket | null> =>
  visibleTicket(context, id)

/** The payment that another subgraph names, which looks it up. */
export const paymentReference = ({ uuid }: Representation) => Payment.of(String(uuid))
