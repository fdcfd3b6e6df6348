export {
  createTicketing,
  type TicketingDeps,
  type TicketingSettings,
  ticketingDefinition,
} from './subgraph.js'
