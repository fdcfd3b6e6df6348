export {
  CodedError,
  type CodedErrorOptions,
  ERROR_CATALOGUE,
  type ErrorCode,
  type ErrorMeaning,
} from './errors.js'
