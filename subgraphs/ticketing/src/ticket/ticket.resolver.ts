import { type Representation, SignedIn } from '@ticketing/subgraph-kit'
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql'
import type { TicketingContext } from '../context.js'
import { ticketPdfLink, ticketQrLink } from '../file-links.js'
import { Payment } from '../payment/payment.type.js'
import { findProduct } from '../product/product.loader.js'
import { Product } from '../product/product.type.js'
import { findTicket, ticketsOfPayment } from './ticket.loader.js'
import { Ticket } from './ticket.type.js'

@Resolver(() => Ticket)
export class TicketResolver {
  @FieldResolver()
  product(@Root() { productId }: Ticket, @Ctx() context: TicketingContext): Promise<Product | null> {
    return findProduct(context, productId)
  }

  @FieldResolver()
  qrUrl(@Root() { qrFile }: Ticket, @Ctx() { call }: TicketingContext): string {
    return ticketQrLink(call.publicUrl, qrFile)
  }

  @FieldResolver()
  pdfUrl(@Root() { pdfFile }: Ticket, @Ctx() { call }: TicketingContext): string {
    return ticketPdfLink(call.publicUrl, pdfFile)
  }
}

@Resolver(() => Payment)
export class PaymentTicketsResolver {
  @FieldResolver(() => [Ticket], {
    nullable: true,
    description: 'The tickets it bought; none before it is paid, and none of a payment of somebody else.',
  })
  @SignedIn()
  async tickets(@Root() { uuid }: Payment, @Ctx() context: TicketingContext): Promise<Ticket[] | null> {
    const { caller } = context.call
    return caller && (await ticketsOfPayment(context, caller, uuid)).map(Ticket.of)
  }
}

/** The ticket that another subgraph names; null where the caller may not see it. */
export async function ticketReference(
  { id }: Representation,
  context: TicketingContext,
): Promise<Ticket | null> {
  const { caller } = context.call
  const record = caller && (await findTicket(context, caller, Number(id)))
  return record && Ticket.of(record)
}

/** The payment that another subgraph names, which looks it up. */
export const paymentReference = ({ uuid }: Representation) => Payment.of(String(uuid))
