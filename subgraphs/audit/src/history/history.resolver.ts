// What happened to one thing, the oldest first: for its owner what happened, for admins all that was tried as well.
import { paymentStream, ticketStream } from '@ticketing/event-log'
import { type ConnectionOf, OwnerOr, OwnRecords, Public } from '@ticketing/subgraph-kit'
import type { GraphQLResolveInfo } from 'graphql'
import { Args, ArgsType, Ctx, Directive, Field, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql'
import type { AuditContext } from '../context.js'
import { type AuditEvent, AuditEventConnection } from '../event/audit-event.type.js'
import { parsePositionWindow, readEventPage } from '../event/event-page.js'
import { typesFor, viewerOf } from '../event/event-view.rules.js'
import { Cart } from './cart.type.js'
import { ownCartStream } from './cart-stream.rules.js'
import { Payment } from './payment.type.js'
import { Ticket } from './ticket.type.js'

@ArgsType()
class HistoryArgs {
  @Field(() => Int, { nullable: true, defaultValue: 15, description: 'How many, from 1 to 100.' })
  readonly first?: number | null

  @Field(() => String, { nullable: true, description: 'The cursor of the last event that was seen.' })
  readonly after?: string | null
}

type History = Promise<ConnectionOf<AuditEvent> | null>

/** Null: there is no such stream for the caller. */
async function historyOf(
  stream: string | null,
  { first, after }: HistoryArgs,
  { eventLog, call }: AuditContext,
  info: GraphQLResolveInfo,
): History {
  const window = parsePositionWindow(first ?? 15, after)
  if (stream === null) return null
  const viewer = viewerOf(call)
  const filter = { streams: [stream], types: typesFor(viewer) }
  return readEventPage(eventLog, { filter, direction: 'forwards', window, viewer }, info)
}

@Resolver(() => Payment)
export class PaymentHistoryResolver {
  @FieldResolver(() => AuditEventConnection, {
    nullable: true,
    description: 'What happened to this payment, the oldest first.',
  })
  @OwnerOr('ADMIN')
  @Directive('@requires(fields: "user { id }")')
  history(
    @Root() { uuid }: Payment,
    @Args() args: HistoryArgs,
    @Ctx() context: AuditContext,
    @Info() info: GraphQLResolveInfo,
  ): History {
    return historyOf(paymentStream(uuid), args, context, info)
  }
}

@Resolver(() => Ticket)
export class TicketHistoryResolver {
  @FieldResolver(() => AuditEventConnection, {
    nullable: true,
    description: 'What happened to this ticket, the oldest first.',
  })
  @OwnerOr('ADMIN')
  @Directive('@requires(fields: "token user { id }")')
  history(
    @Root() { token }: Ticket,
    @Args() args: HistoryArgs,
    @Ctx() context: AuditContext,
    @Info() info: GraphQLResolveInfo,
  ): History {
    return historyOf(token == null ? null : ticketStream(token), args, context, info)
  }
}

@Resolver(() => Cart)
export class CartHistoryResolver {
  @FieldResolver(() => AuditEventConnection, {
    nullable: true,
    description: 'What happened to this cart, the oldest first, as long as it is yours.',
  })
  @Public()
  @OwnRecords()
  history(
    @Root() { id }: Cart,
    @Args() args: HistoryArgs,
    @Ctx() context: AuditContext,
    @Info() info: GraphQLResolveInfo,
  ): History {
    return historyOf(ownCartStream(id, context.call), args, context, info)
  }
}
