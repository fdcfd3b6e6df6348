// Refuses an operation that cannot be told or that asks for too much, after validation and before planning.
import type { ApolloServerPlugin } from '@apollo/server'
import { CodedError } from '@ticketing/service-kit'
import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode } from 'graphql'
import type { GraphqlContext } from '../supergraph/data-source.js'
import { checkOperationLimits, type OperationLimits } from './operation-limits.js'

const badRequest = (message: string, extensions: Record<string, unknown>): GraphQLError =>
  new GraphQLError(message, { extensions: { ...extensions, http: { status: 400 } } })

/** Which of the document's operations is meant cannot be told: none has this name, or several have none. */
function unresolved({ definitions }: DocumentNode, operationName: string | null | undefined): GraphQLError {
  const names = definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? [node.name?.value ?? '(without a name)'] : [],
  )
  const meant = operationName ? `There is no operation ${operationName}` : 'operationName is missing'
  return badRequest(`${meant}; the document has ${names.join(', ')}.`, {
    code: 'OPERATION_RESOLUTION_FAILURE',
  })
}

export function limitOperations(limits: OperationLimits): ApolloServerPlugin<GraphqlContext> {
  return {
    async requestDidStart({ contextValue }) {
      const { language } = contextValue.call
      return {
        async didResolveOperation({ schema, document, request, ...resolved }) {
          // With a gateway, Apollo Server comes here also when it has found no operation.
          const operation: OperationDefinitionNode | undefined = resolved.operation
          if (operation === undefined) throw unresolved(document, request.operationName)
          if (!schema.getRootType(operation.operation)) {
            throw badRequest(`This graph has no ${operation.operation}s.`, {
              code: 'GRAPHQL_VALIDATION_FAILED',
            })
          }
          try {
            checkOperationLimits({ schema, document, operation, variables: request.variables ?? {} }, limits)
          } catch (fault) {
            if (!(fault instanceof CodedError)) throw fault
            throw badRequest(fault.messageIn(language), { ...fault.extensionsIn(language), code: fault.code })
          }
        },
      }
    },
  }
}
