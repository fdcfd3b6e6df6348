export type { BackendsSettings, ChildMessage } from './backends.js'
export {
  type EmbeddedDatabase,
  type EmbeddedDatabaseOptions,
  startEmbeddedDatabase,
} from './embedded-database.js'
export { removeAbandonedDatabase } from './postgres/abandoned.js'
export { loadSettings, type StandaloneSettings } from './settings.js'
export { type Standalone, startStandalone } from './start-standalone.js'
