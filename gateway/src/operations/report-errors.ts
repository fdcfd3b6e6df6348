// What clients read masked is written down in full, under the request id that they are given instead.
import type { ApolloServerPlugin } from '@apollo/server'
import type { Log } from '@ticketing/service-kit'
import type { GraphQLFormattedError } from 'graphql'
import type { GraphqlContext } from '../supergraph/data-source.js'
import { isMasked } from './public-error.js'

const withRequestId =
  (requestId: string) =>
  (error: GraphQLFormattedError): GraphQLFormattedError =>
    isMasked(error) ? { ...error, extensions: { ...error.extensions, requestId } } : error

export function reportErrors(log: Log): ApolloServerPlugin<GraphqlContext> {
  return {
    async requestDidStart({ contextValue }) {
      const { requestId } = contextValue.call
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
          body.singleResult.errors = body.singleResult.errors.map(withRequestId(requestId))
        },
      }
    },
  }
}
