export {
  CodedError,
  type CodedErrorOptions,
  ERROR_CATALOGUE,
  type ErrorCode,
  type ErrorMeaning,
} from './errors.js'
export { createLog, type Log, type LogOptions } from './log.js'
export { readSettings, SettingsError } from './settings.js'
