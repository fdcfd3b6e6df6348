// What a client reads of a failed operation: a code, a text meant for it, and nothing that is internal.
import { CodedError, ERROR_CATALOGUE, type ErrorCode } from '@ticketing/service-kit'
import type { GraphQLFormattedError } from 'graphql'

/** Apollo's own codes, for faults of the request itself; clients know them. */
const APOLLO_CODES: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'PERSISTED_QUERY_HASH_MISMATCH',
])

/** What libraries hang onto errors: stacks, addresses, answers of others. */
const INTERNAL = new Set([
  'serviceName',
  'stacktrace',
  'exception',
  'response',
  'http',
  'query',
  'variables',
  'errors',
])

const isCode = (value: unknown): value is ErrorCode => typeof value === 'string' && value in ERROR_CATALOGUE

function serviceOf({ service, serviceName }: Readonly<Record<string, unknown>>): { service?: string } {
  const named = service ?? serviceName
  return typeof named === 'string' ? { service: named } : {}
}

/** Faults of a request that Apollo Server words without a code. */
const UNCODED: ReadonlyMap<string, string> = new Map([
  ['provided sha does not match query', 'PERSISTED_QUERY_HASH_MISMATCH'],
  ['Unsupported persisted query version', 'BAD_REQUEST'],
])

const codeOf = ({ extensions, message }: Pick<GraphQLFormattedError, 'extensions' | 'message'>): unknown =>
  UNCODED.get(message) ?? extensions?.code

/** Whether the failure is one that clients must not read in full. */
export function isMasked(error: Pick<GraphQLFormattedError, 'extensions' | 'message'>): boolean {
  const code = codeOf(error)
  return !APOLLO_CODES.has(code) && (!isCode(code) || code === 'INTERNAL_SERVER_ERROR')
}

/** What is read in place of a masked failure. */
export const MASKED = new CodedError('INTERNAL_SERVER_ERROR', 'Something went wrong on our side.')

/** For Apollo Server's `formatError`. */
export function toPublicError(error: GraphQLFormattedError): GraphQLFormattedError {
  const { extensions = {}, message, locations, path } = error
  const at = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) }
  const code = codeOf(error)
  if (APOLLO_CODES.has(code)) return { message, ...at, extensions: { code, retryable: false } }
  if (isMasked(error) || !isCode(code)) {
    return {
      message: MASKED.publicMessage,
      ...at,
      extensions: { code: MASKED.code, ...serviceOf(extensions), retryable: false },
    }
  }
  const shown = Object.entries(extensions).filter(([name]) => !INTERNAL.has(name))
  return {
    message,
    ...at,
    extensions: {
      retryable: ERROR_CATALOGUE[code].retryable,
      ...Object.fromEntries(shown),
      ...serviceOf(extensions),
      code,
    },
  }
}
