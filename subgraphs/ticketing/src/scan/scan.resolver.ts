import { Rest, Roles } from '@ticketing/subgraph-kit'
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import type { TicketingContext } from '../context.js'
import { admit, findScan } from './admit.js'
import { nameOf } from './scan.rules.js'
import { AdmitTicketResult, AdmittedTicket, ScannedTicket, TicketAlreadyProcessed } from './scan.type.js'

@Resolver(() => ScannedTicket)
export class ScanResolver {
  @Query(() => ScannedTicket, {
    nullable: true,
    description: 'The ticket with this QR code; null when there is none. Looking at it admits nobody.',
  })
  @Roles('EMPLOYEE')
  @Rest('GET /api/tickets/scan/{token}')
  ticketByScanCode(
    @Arg('code', () => String, { description: 'The text in the QR code.' }) code: string,
    @Ctx() context: TicketingContext,
  ): Promise<ScannedTicket | null> {
    return findScan(context, code)
  }

  @Mutation(() => AdmitTicketResult, {
    nullable: true,
    description: 'Admits the holder of a ticket. Of many requests for one ticket exactly one admits.',
  })
  @Roles('EMPLOYEE')
  @Rest('POST /api/tickets/scan/{token}')
  admitTicket(
    @Ctx() context: TicketingContext,
    @Arg('token', () => String, {
      nullable: true,
      description: 'The token of the ticket, where its QR code cannot be read.',
    })
    token: string | null,
    @Arg('scanCode', () => String, {
      nullable: true,
      description: 'The text in the QR code. Give one of the two.',
    })
    scanCode: string | null,
  ): Promise<AdmittedTicket | TicketAlreadyProcessed> {
    return admit(context, nameOf(token, scanCode))
  }
}
