// What an employee at the entrance sees of a ticket. Nothing of it is for anybody else.
import { DateTime, Roles } from '@ticketing/subgraph-kit'
import { createUnionType, Field, Int, ObjectType } from 'type-graphql'
import type { TicketStatus } from '../backend/ticket-record.js'
import { TicketStatusEnum } from '../ticket/ticket-status.type.js'

@ObjectType({ description: 'The person a ticket was sold to.' })
@Roles('EMPLOYEE')
export class TicketHolder {
  @Field(() => String, { nullable: true, description: 'The first name.' })
  readonly firstName!: string

  @Field(() => String, { nullable: true, description: 'The last name.' })
  readonly lastName!: string

  @Field(() => String, { nullable: true, description: 'The e-mail address.' })
  readonly email!: string
}

@ObjectType({ description: 'The event a ticket admits to.' })
@Roles('EMPLOYEE')
export class TicketEvent {
  @Field(() => String, { nullable: true, description: 'The name of the event.' })
  readonly name!: string

  @Field(() => String, { nullable: true, description: 'The day of the event at its venue, as YYYY-MM-DD.' })
  readonly date!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'When it starts and when to come, written for people.',
  })
  readonly startsAtText!: string | null

  @Field(() => String, { nullable: true, description: 'The venue and its city.' })
  readonly location!: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'How many people the ticket admits; null where it is not known.',
  })
  readonly places!: number | null
}

@ObjectType({ description: 'A ticket, as its QR code tells.' })
@Roles('EMPLOYEE')
export class ScannedTicket {
  @Field(() => String, { nullable: true, description: 'What admitTicket takes.' })
  readonly token!: string

  @Field(() => TicketStatusEnum, {
    nullable: true,
    description: 'What has become of the ticket. Only ISSUED admits.',
  })
  readonly status!: TicketStatus

  @Field(() => TicketHolder, { nullable: true, description: 'Whom it was sold to.' })
  readonly holder!: TicketHolder

  @Field(() => TicketEvent, { nullable: true, description: 'What it admits to.' })
  readonly event!: TicketEvent
}

@ObjectType({ description: 'The holder of the ticket has just been admitted, by this request.' })
@Roles('EMPLOYEE')
export class AdmittedTicket {
  @Field(() => String, { nullable: true, description: 'The token of the ticket.' })
  readonly token!: string

  @Field(() => DateTime, { nullable: true, description: 'When the holder was admitted.' })
  readonly usedAt!: Date | null

  @Field(() => TicketHolder, {
    nullable: true,
    description: 'Whom it was sold to; null when no scan code was given.',
  })
  readonly holder!: TicketHolder | null

  @Field(() => TicketEvent, {
    nullable: true,
    description: 'What it admits to; null when no scan code was given.',
  })
  readonly event!: TicketEvent | null
}

@ObjectType({ description: 'The ticket admits nobody: it was used before, refunded or cancelled.' })
@Roles('EMPLOYEE')
export class TicketAlreadyProcessed {
  @Field(() => String, { nullable: true, description: 'The token of the ticket.' })
  readonly token!: string

  @Field(() => TicketStatusEnum, { nullable: true, description: 'What has become of the ticket.' })
  readonly status!: TicketStatus

  @Field(() => TicketHolder, { nullable: true, description: 'Whom it was sold to.' })
  readonly holder!: TicketHolder

  @Field(() => TicketEvent, { nullable: true, description: 'What it admitted to.' })
  readonly event!: TicketEvent
}

export const AdmitTicketResult = createUnionType({
  name: 'AdmitTicketResult',
  description: 'The admission, or why there is none.',
  types: () => [AdmittedTicket, TicketAlreadyProcessed] as const,
})
