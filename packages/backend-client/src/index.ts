export { createBackendClient } from './backend-client.js'
export { BackendError } from './backend-error.js'
export { parseBaseUrl } from './base-url.js'
export { borrowToken } from './borrowed-token.js'
export {
  type BackendContract,
  loadBackendContract,
  type Shape,
  shapeOfAnswer,
} from './contract/backend-contract.js'
export { type Difference, differences } from './contract/differences.js'
export type { StockShortage } from './error-body.js'
export { type Language, reduceLanguage } from './language.js'
export { parseNumericId } from './numeric-id.js'
export type { BackendClientOptions, BackendLog, BackendMetrics } from './options.js'
export { noContent } from './parse-answer.js'
export type {
  BackendCall,
  BackendClient,
  BackendFile,
  BackendMethod,
  BackendRequest,
  DownloadRequest,
  FileValidators,
  PathParams,
  Query,
  QueryValue,
  UnchangedFile,
} from './request.js'
export { createServiceAccount, type ServiceAccount, type ServiceAccountOptions } from './service-account.js'
export { stockShortages } from './status-errors.js'
