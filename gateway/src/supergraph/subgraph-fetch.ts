// Where our executor's fetches reach the subgraphs: whatever keeps an answer away becomes a coded error.
import { CodedError, type Log } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import type { Fetch, FetchResult } from '../execution/execute-plan.js'
import { isCommand, type SubgraphRequest } from '../execution/subgraph-transport.js'
import { SubgraphUnavailable } from '../execution/subgraph-unavailable.js'
import type { Transports } from './loaded-supergraph.js'

/** A fault that is not coded is masked; the log has it all. Nobody knows how far a command came before it. */
export function toCodedFault(
  fault: unknown,
  service: string,
  request: Pick<SubgraphRequest, 'document'>,
): CodedError {
  if (fault instanceof CodedError) return fault
  return new SubgraphUnavailable(service, request, { reason: String(fault), cause: fault, maybeSent: true })
}

async function execute(transports: Transports, service: string, request: SubgraphRequest) {
  const transport = transports.get(service)
  if (transport === undefined) {
    throw new SubgraphUnavailable(service, request, { reason: 'nobody runs it', maybeSent: false })
  }
  // Nobody waits for the rest of a query whose client has left; a command is carried out, whoever leaves.
  if (request.call.signal.aborted && !isCommand(request.document)) {
    throw new SubgraphUnavailable(service, request, { reason: 'the client has left', maybeSent: false })
  }
  return transport.execute(request)
}

/** For one request: nothing is shared with another. */
export function createSubgraphFetch(transports: Transports, call: CallContext, log: Log): Fetch {
  return async ({ service, document, operationName }, variables): Promise<FetchResult> => {
    try {
      return await execute(transports, service, { document, operationName, variables, call })
    } catch (fault) {
      const { requestId, language } = call
      log.warn({ err: fault, service, requestId }, 'a subgraph did not answer')
      const coded = toCodedFault(fault, service, { document })
      const { code, retryable } = coded
      const extensions = { ...coded.extensionsIn(language), code, service, retryable }
      return { errors: [{ message: coded.messageIn(language), extensions }] }
    }
  }
}
