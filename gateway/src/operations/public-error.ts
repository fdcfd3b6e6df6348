// What a client reads of a failed field: a code, a text meant for it, and nothing that is internal.
import { CodedError, ERROR_CATALOGUE, type ErrorCode } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import type { GraphQLError, GraphQLFormattedError } from 'graphql'

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

const isCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(ERROR_CATALOGUE, value)

/** Whether the failure is one that clients must not read in full. */
export function isMasked({ extensions }: Pick<GraphQLFormattedError, 'extensions'>): boolean {
  const code = extensions?.code
  return !isCode(code) || code === 'INTERNAL_SERVER_ERROR'
}

/** What is read in place of a masked failure. */
const MASKED = new CodedError('INTERNAL_SERVER_ERROR', 'Something went wrong on our side.')

function serviceOf({ service, serviceName }: Readonly<Record<string, unknown>>): { service?: string } {
  const named = service ?? serviceName
  return typeof named === 'string' ? { service: named } : {}
}

// A text that is not masked was worded where it came from, in the client's language.
export function toPublicError(
  error: Pick<GraphQLError, 'extensions' | 'message' | 'locations' | 'path'>,
  { language, requestId }: Pick<CallContext, 'language' | 'requestId'>,
): GraphQLFormattedError {
  const { extensions, message, locations, path } = error
  const at = { ...(locations ? { locations } : {}), ...(path ? { path } : {}) }
  const { code } = extensions
  if (!isCode(code) || code === MASKED.code) {
    return {
      message: MASKED.messageIn(language),
      ...at,
      extensions: { code: MASKED.code, ...serviceOf(extensions), retryable: false, requestId },
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
