import { registerEnumType } from 'type-graphql'

export const TicketStatusEnum = {
  ISSUED: 'ISSUED',
  USED: 'USED',
  REFUNDED: 'REFUNDED',
  CANCELLED: 'CANCELLED',
} as const

registerEnumType(TicketStatusEnum, {
  name: 'TicketStatus',
  description: 'What has become of a ticket.',
  valuesConfig: {
    ISSUED: { description: 'It admits its holder.' },
    USED: { description: 'Its holder has been admitted.' },
    REFUNDED: { description: 'Its price was given back; it admits nobody.' },
    CANCELLED: { description: 'It was cancelled; it admits nobody.' },
  },
})
