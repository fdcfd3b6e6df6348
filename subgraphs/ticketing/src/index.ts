export { createTicketing, type TicketingDeps, type TicketingSettings } from './subgraph.js'
