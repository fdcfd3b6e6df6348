// How a failure leaves a subgraph: a code, a text for the client, and nothing that is internal.
import { CodedError, ERROR_CATALOGUE, type ErrorCode } from '@ticketing/service-kit'
import { GraphQLError } from 'graphql'

/** Where failures that clients must not read in full are written down. */
export interface FailureLog {
  error(facts: object, message: string): void
  warn(facts: object, message: string): void
}

const isCode = (value: unknown): value is ErrorCode => typeof value === 'string' && value in ERROR_CATALOGUE

function relabel(error: GraphQLError, message: string, extensions: Record<string, unknown>): GraphQLError {
  return new GraphQLError(message, {
    nodes: error.nodes ?? null,
    path: error.path ?? null,
    extensions,
  })
}

/** A GraphQL error with `code`, `service` and `retryable`; an unknown failure is masked and logged with its request id. */
export function toPublicFailure(
  error: GraphQLError,
  { service, requestId, log }: { service: string; requestId: string; log: FailureLog },
): GraphQLError {
  const original = error.originalError
  if (original instanceof CodedError) {
    const { code, publicMessage, retryable, extensions } = original
    if (ERROR_CATALOGUE[code].status >= 500) {
      log.warn({ code, path: error.path, requestId, reason: original.message }, 'a field failed')
    }
    return relabel(error, publicMessage, { ...extensions, code, service, retryable })
  }
  if (original === undefined || original instanceof GraphQLError) {
    // Faults of the request itself (syntax, validation, a scalar that refuses a value) say what is wrong with it.
    const code = isCode(error.extensions.code) ? error.extensions.code : 'BAD_USER_INPUT'
    return relabel(error, error.message, { ...error.extensions, code, service, retryable: false })
  }
  log.error({ err: original, path: error.path, requestId }, 'a field failed unexpectedly')
  return relabel(error, 'Something went wrong on our side.', {
    code: 'INTERNAL_SERVER_ERROR',
    service,
    retryable: false,
    requestId,
  })
}
