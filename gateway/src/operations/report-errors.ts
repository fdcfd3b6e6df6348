// What clients read masked is written down in full, under the request id that they are given instead, in their language.
import type { ApolloServerPlugin } from '@apollo/server'
import type { Log } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import type { GraphQLFormattedError } from 'graphql'
import type { GraphqlContext } from '../supergraph/data-source.js'
import { isMasked, MASKED } from './public-error.js'

// Whatever else is said here was worded where it came from, or is about the request itself.
const withRequestId =
  ({ requestId, language }: CallContext) =>
  (error: GraphQLFormattedError): GraphQLFormattedError =>
    isMasked(error)
      ? { ...error, message: MASKED.messageIn(language), extensions: { ...error.extensions, requestId } }
      : error

export function reportErrors(log: Log): ApolloServerPlugin<GraphqlContext> {
  return {
    async requestDidStart({ contextValue }) {
      const { call } = contextValue
      const { requestId } = call
      return {
        async didEncounterErrors({ errors, operationName }) {
          for (const error of errors.filter(isMasked)) {
            log.error(
              { err: error.originalError ?? error, path: error.path, operationName, requestId },
              'a field failed',
            )
          }
        },
        async willSendResponse({ response: { body } }) {
          if (body.kind !== 'single' || body.singleResult.errors === undefined) return
          body.singleResult.errors = body.singleResult.errors.map(withRequestId(call))
        },
      }
    },
  }
}
