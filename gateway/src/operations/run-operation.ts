// The last steps of /graphql: the operation is found, or made ready once; then it runs, and its answer is sent.
import type { Log } from '@ticketing/service-kit'
import { type GraphQLError, OperationTypeNode } from 'graphql'
import { audienceOf } from '../access/audience.js'
import { toErrors } from '../access/refused-fields.js'
import type { Answer } from '../execution/prepared-operation.js'
import type { Exchange, Step } from '../http/exchange.js'
import { Refusal } from '../http/refusal.js'
import { RequestFault, requestFault } from '../http/request-fault.js'
import { type Explanation, explain } from './explain.js'
import { isMasked, toPublicError } from './public-error.js'
import { sendAnswer } from './send-answer.js'
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

function answerWith(exchange: Exchange, answer: Answer, explanation: Explanation | null, log: Log): void {
  const { data, errors, refused } = answer
  // Not run: the variables are not what the operation declares.
  if (data === undefined && errors !== undefined) throw new RequestFault('BAD_USER_INPUT', errors)
  const isWhole = errors === undefined && refused === undefined
  sendAnswer(exchange, {
    data,
    errors: isWhole ? undefined : toldErrors(exchange, answer, log),
    extensions: explanation === null ? undefined : { authorization: explanation },
  })
}

export function runOperation(log: Log): Step {
  return (exchange) => {
    // Before it runs: what cannot be explained is refused.
    const explanation = explain(exchange)
    return exchange.operation
      ?.run(exchange.call)
      .then((answer) => answerWith(exchange, answer, explanation, log))
  }
}
