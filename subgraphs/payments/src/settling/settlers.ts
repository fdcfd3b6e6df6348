// All commands of this subgraph that can be settled by asking the backend.
import type { Commands, Settlers } from '@ticketing/event-log'
import type { SettlingParts } from '../parts.js'
import { markSettler } from '../refund/mark-tickets.settle.js'
import { refundSettler } from '../refund/refund.settle.js'
import { startSettler } from '../start/start-payment.settle.js'
import { supersedeSettler } from '../start/supersede.settle.js'
import { webhookSettlers } from '../webhook/settlers.js'

/** By the names of the commands. `commands`: what settling a refund still has to do is recorded by them too. */
export const createSettlers = (parts: SettlingParts, commands: () => Commands): Settlers => ({
  startPayment: startSettler(parts),
  supersedePayment: supersedeSettler(parts),
  refundPayment: refundSettler(parts, commands),
  markRefunded: markSettler(parts),
  ...webhookSettlers(parts),
})
