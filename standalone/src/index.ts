export {
  type EmbeddedDatabase,
  type EmbeddedDatabaseOptions,
  startEmbeddedDatabase,
} from './embedded-database.js'
export { removeAbandonedDatabase } from './postgres/abandoned.js'
