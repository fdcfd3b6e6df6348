// Subgraphs that answer as a test says, and the parts of such answers and of plans.
import type { Fetch, FetchResult } from '../execution/execute-plan.js'
import type { QueryPlan } from '../execution/query-plan.js'
import { ourAnswer } from './library.js'

interface Sent {
  readonly service: string
  readonly document: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** Answers by the service's name, in turn; records what was sent. */
export function scripted(answers: Record<string, readonly FetchResult[]>) {
  const sent: Sent[] = []
  const fetch: Fetch = async ({ service, document }, variables) => {
    sent.push({ service, document, variables })
    const count = sent.filter((one) => one.service === service).length
    return answers[service]?.[count - 1] ?? { data: {} }
  }
  return { sent, fetch }
}

/** As a client reads it. */
export const plain = (value: unknown) => JSON.parse(JSON.stringify(value))
/** The answer as a client reads it. */
export const ask = async (document: string, fetch: Fetch, variables = {}, plan?: QueryPlan) =>
  plain(await ourAnswer({ document, variables }, fetch, plan))

export const fetchNode = (service: string, operation: string, more: object = {}) => ({
  kind: 'Fetch',
  serviceName: service,
  operation,
  operationKind: 'query',
  ...more,
})
export const planOfNode = (node: object) => ({ kind: 'QueryPlan', node }) as unknown as QueryPlan

/** A subgraph without an answer. */
export const down = (service: string): FetchResult => ({
  errors: [{ message: `${service} is down`, extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true } }],
})
export const book = (id: string, more: object = {}) => ({ __typename: 'Book', id, ...more })
export const entities = (...items: unknown[]): FetchResult => ({ data: { _entities: items } })
