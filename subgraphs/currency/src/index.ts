export { type CurrencyDeps, type CurrencySettings, createCurrency, currencyDefinition } from './subgraph.js'
