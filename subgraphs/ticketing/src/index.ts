export { type KeptCatalogueOptions, withKeptCatalogue } from './backend/kept-catalogue.js'
export { catalogueCacheSeconds, loginThrottle } from './settings.js'
export {
  createTicketing,
  type Ticketing,
  type TicketingDeps,
  type TicketingSettings,
  ticketingDefinition,
} from './subgraph.js'
export { type CounterStore, type OpenCounterStore, openCounterStore } from './throttle/counter-store.js'
