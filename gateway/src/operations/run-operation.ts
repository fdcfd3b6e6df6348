// The operation is found, or made ready once; then it runs, and its answer is made ready to be sent.
import type { Log } from '@ticketing/service-kit'
import { type GraphQLError, type GraphQLFormattedError, OperationTypeNode } from 'graphql'
import { audienceOf } from '../access/audience.js'
import { toErrors } from '../access/refused-fields.js'
import type { Answer } from '../execution/prepared-operation.js'
import { CONTENT_TYPES, type Exchange, type Step } from '../http/exchange.js'
import { Refusal } from '../http/refusal.js'
import { RequestFault, requestFault } from '../http/request-fault.js'
import { type Explanation, explain } from './explain.js'
import { isMasked, toPublicError } from './public-error.js'
import type { ServedOperations } from './served-operations.js'

/** Fills `operation`. */
export function findOperation(served: ServedOperations): Step {
  return (exchange) => {
    const { asked, request } = exchange
    if (asked === null || asked.query === null) {
      throw new Refusal('BAD_USER_INPUT', 400, 'The parameter {name} is missing.', {
        values: { name: 'query' },
      })
    }
    const { query, operationName, variables } = asked
    const operation = served().find(query, operationName, variables, audienceOf(exchange.call))
    const isQuery = operation.kind === OperationTypeNode.QUERY
    if (!isQuery && request.method !== 'POST') {
      throw requestFault('BAD_REQUEST', 'GET supports only query operations', {
        status: 405,
        headers: { allow: 'POST' },
      })
    }
    // A command that was begun is carried out, whoever leaves.
    exchange.outlivesClient = !isQuery
    exchange.operation = operation
  }
}

function report({ call, asked }: Exchange, errors: readonly GraphQLError[], log: Log): void {
  for (const error of errors) {
    if (!isMasked(error)) continue
    const { requestId } = call
    const operationName = asked?.operationName
    log.error(
      { err: error.originalError ?? error, path: error.path, operationName, requestId },
      'a field failed',
    )
  }
}

function toldErrors(exchange: Exchange, { errors = [], refused = [] }: Answer, log: Log) {
  const { call } = exchange
  report(exchange, errors, log)
  return [...errors.map((error) => toPublicError(error, call)), ...toErrors(refused, audienceOf(call), call)]
}

/** The answer as the client reads it. */
interface ToldAnswer {
  readonly data: Answer['data']
  readonly errors: readonly GraphQLFormattedError[] | undefined
  readonly extensions: { readonly authorization: Explanation } | undefined
}

function tell(exchange: Exchange, answer: Answer, explanation: Explanation | null, log: Log): ToldAnswer {
  const { data, errors, refused } = answer
  // Not run: the variables are not what the operation declares.
  if (data === undefined && errors !== undefined) throw new RequestFault('BAD_USER_INPUT', errors)
  const isWhole = errors === undefined && refused === undefined
  const told = {
    data,
    errors: isWhole ? undefined : toldErrors(exchange, answer, log),
    extensions: explanation === null ? undefined : { authorization: explanation },
  }
  const { mediaType, call } = exchange
  exchange.answer = {
    status: 200,
    contentType: CONTENT_TYPES[mediaType],
    language: call.language,
    body: JSON.stringify(told),
  }
  return told
}

/** Fills `answer`. Throws, or rejects with a RequestFault, where nothing was run. */
export function runOperation(log: Log): (exchange: Exchange) => Promise<ToldAnswer> {
  return (exchange) => {
    const { operation, call } = exchange
    if (operation === null) throw new Error('there is no operation to run')
    // Before it runs: what cannot be explained is refused.
    const explanation = explain(exchange)
    return operation.run(call).then((answer) => tell(exchange, answer, explanation, log))
  }
}
