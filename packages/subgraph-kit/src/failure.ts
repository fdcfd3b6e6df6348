// How a failure leaves a subgraph: a code, a text for the client, and nothing that is internal.
import { CodedError, ERROR_CATALOGUE, type ErrorCode } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import { GraphQLError } from 'graphql'

/** Where failures that clients must not read in full are written down. */
export interface FailureLog {
  error(facts: object, message: string): void
  warn(facts: object, message: string): void
}

const isCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(ERROR_CATALOGUE, value)

function relabel(error: GraphQLError, message: string, extensions: Record<string, unknown>): GraphQLError {
  return new GraphQLError(message, {
    nodes: error.nodes ?? null,
    path: error.path ?? null,
    extensions,
  })
}

/**
 * A GraphQL error with `code`, `service` and `retryable`, worded in the language of the call; an unknown failure is
 * masked, and logged with its request id.
 */
export function toPublicFailure(
  error: GraphQLError,
  {
    service,
    call,
    log,
  }: { service: string; call: Pick<CallContext, 'language' | 'requestId'>; log: FailureLog },
): GraphQLError {
  const { language, requestId } = call
  const original = error.originalError
  if (original instanceof CodedError) {
    const { code, retryable } = original
    if (ERROR_CATALOGUE[code].status >= 500) {
      log.warn({ code, path: error.path, requestId, reason: original.message }, 'a field failed')
    }
    return relabel(error, original.messageIn(language), {
      ...original.extensionsIn(language),
      code,
      service,
      retryable,
    })
  }
  if (original === undefined || original instanceof GraphQLError) {
    // Faults of the request itself (syntax, validation, a scalar that refuses a value) say what is wrong with it.
    const code = isCode(error.extensions.code) ? error.extensions.code : 'BAD_USER_INPUT'
    return relabel(error, error.message, { ...error.extensions, code, service, retryable: false })
  }
  log.error({ err: original, path: error.path, requestId }, 'a field failed unexpectedly')
  const masked = new CodedError('INTERNAL_SERVER_ERROR', 'Something went wrong on our side.')
  return relabel(error, masked.messageIn(language), {
    code: masked.code,
    service,
    retryable: false,
    requestId,
  })
}
