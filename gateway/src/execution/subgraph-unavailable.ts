// No answer from a subgraph.
import { CodedError } from '@ticketing/service-kit'
import { isCommand, type SubgraphRequest } from './subgraph-transport.js'

export interface UnavailableFacts {
  /** For the log only. */
  readonly reason: string
  readonly cause?: unknown
  /** Whether the subgraph may have got the request. */
  readonly maybeSent: boolean
}

/** SERVICE_UNAVAILABLE. A command that may have arrived is not called retryable: it may have happened. */
export class SubgraphUnavailable extends CodedError {
  readonly #retryable: boolean

  constructor(name: string, request: Pick<SubgraphRequest, 'document'>, facts: UnavailableFacts) {
    const outcomeUnknown = facts.maybeSent && isCommand(request.document)
    super('SERVICE_UNAVAILABLE', 'The {service} service does not answer.', {
      values: { service: name },
      operatorMessage: `subgraph ${name}: ${facts.reason}`,
      cause: facts.cause,
      ...(outcomeUnknown ? { extensions: { outcomeUnknown } } : {}),
    })
    this.#retryable = !outcomeUnknown
  }

  override get retryable(): boolean {
    return this.#retryable
  }
}
