export { addressKey } from './address-key.js'
export { type Database, type DatabaseOptions, openDatabase } from './database.js'
export { toDatabaseFailure } from './database-failure.js'
export { errorCodeOf } from './error-code.js'
export {
  CodedError,
  type CodedErrorOptions,
  ERROR_CATALOGUE,
  type ErrorCode,
  type ErrorMeaning,
} from './errors.js'
export { createHealth, type Health, type Readiness } from './health.js'
export { HTTP_LIMITS, type Listening, listen } from './http-server.js'
export { createKeyQueue, type KeyQueue } from './key-queue.js'
export { conflict } from './lock-failures.js'
export { createLockWaits, type LockWaits } from './lock-wait.js'
export { createLocks, type HeldLock, type LockOptions, type Locks, type LocksOptions } from './locks.js'
export { createLog, type Log, type LogOptions } from './log.js'
export type { MessageValues } from './messages/template.js'
export { MESSAGES, type MessageLanguage } from './messages/translate.js'
export { createMetrics, type Metrics, type Tally, type Timing } from './metrics.js'
export { type MigrateOptions, type Migration, migrate, rolesOf } from './migrate.js'
export { createPatience, type Patience, unlessAborted } from './patience.js'
export { openRedis, type Redis, type RedisOptions } from './redis.js'
export { databaseUrl, httpUrl, logLevel, redisUrl } from './setting-forms.js'
export { readSettings, SettingsError } from './settings.js'
export { startProcess } from './start-process.js'
export { createStop, type Stop } from './stop.js'
