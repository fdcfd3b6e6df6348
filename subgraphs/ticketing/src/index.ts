export { type KeptCatalogueOptions, withKeptCatalogue } from './backend/kept-catalogue.js'
export { catalogueCacheSeconds } from './settings.js'
export {
  createTicketing,
  type TicketingDeps,
  type TicketingSettings,
  ticketingDefinition,
} from './subgraph.js'
