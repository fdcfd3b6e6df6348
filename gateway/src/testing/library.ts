// The library graph, run by our executor, by stock's, and without federation.

import { operationFromDocument, Supergraph } from '@apollo/federation-internals'
import { buildOperationContext, executeQueryPlan } from '@apollo/gateway'
import { QueryPlanner } from '@apollo/query-planner'
import { type DocumentNode, type ExecutionResult, parse, print } from 'graphql'
import type { RefusalOf } from '../access/audience.js'
import { filterOperation, toPlannedDocument } from '../access/filter-operation.js'
import { type ConditionValues, findOperation } from '../execution/collect-fields.js'
import { conditionReader } from '../execution/conditions.js'
import type { Fetch, FetchResult } from '../execution/execute-plan.js'
import { prepareOperation, type SubscribeOptions } from '../execution/prepared-operation.js'
import type { QueryPlan } from '../execution/query-plan.js'
import { resolveConditions } from '../operations/resolve-conditions.js'
import { answerOf, LIBRARY_SUPERGRAPH, type World } from './three-subgraphs.js'

const supergraph = Supergraph.build(LIBRARY_SUPERGRAPH)
const planner = new QueryPlanner(supergraph)
const librarySupergraph = supergraph.schema.toGraphQLJSSchema()
const api = supergraph.apiSchema()

/** What clients see. */
export const librarySchema = api.toGraphQLJSSchema()

export interface LibraryRequest {
  readonly document: string
  readonly variables: Readonly<Record<string, unknown>>
}

function conditionsOf(document: DocumentNode, variables: LibraryRequest['variables']): ConditionValues {
  const operation = findOperation(document, null)
  return operation === null ? {} : conditionReader(operation).valuesFrom(variables)
}

/** The plan for these variables; null: their conditions leave nothing at the root. */
export function planOf(text: string, variables: LibraryRequest['variables'] = {}): QueryPlan | null {
  const document = parse(text)
  const resolved = resolveConditions(document, conditionsOf(document, variables))
  return resolved && planner.buildQueryPlan(operationFromDocument(api, resolved))
}

/** A subgraph in this process, whose results nobody may change. */
export function frozenFetch(world: World, broken: (service: string) => boolean = () => false): Fetch {
  return async ({ service, document }, variables) =>
    broken(service)
      ? { errors: [{ message: `${service} is down`, extensions: { code: 'SERVICE_UNAVAILABLE' } }] }
      : (deepFreeze(answerOf(world, service, { document, variables })) as FetchResult)
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || value instanceof Error) return value
  for (const child of Object.values(value)) deepFreeze(child)
  return Object.freeze(value)
}

function prepare(
  { document: text, variables }: LibraryRequest,
  plan: QueryPlan | null,
  refusalOf: RefusalOf | null = null,
) {
  const document = parse(text)
  const prepared = prepareOperation({
    document,
    operationName: null,
    conditions: conditionsOf(document, variables),
    plan,
    schema: librarySchema,
    refusalOf,
    supergraph: librarySupergraph,
  })
  if ('unknown' in prepared) throw new Error(prepared.unknown)
  return prepared
}

/** Ours. */
export const ourAnswer = async (
  { document, variables }: LibraryRequest,
  fetch: Fetch,
  plan = planOf(document, variables),
) => prepare({ document, variables }, plan).run(variables, fetch)

/** The document that is planned for somebody who is refused something; null: nothing is. */
export function plannedFor(document: string, refusalOf: RefusalOf): string | null {
  const operation = findOperation(parse(document), null)
  const filtered = operation && filterOperation(librarySchema, operation, refusalOf)
  if (filtered === null) return document
  const planned = toPlannedDocument(filtered)
  return planned && print(planned)
}

/** Prepared for somebody who is refused something, and for the conditions of these variables. */
export function preparedFor(
  document: string,
  refusalOf: RefusalOf,
  variables: LibraryRequest['variables'] = {},
) {
  const text = plannedFor(document, refusalOf)
  return prepare({ document, variables }, text === null ? null : planOf(text, variables), refusalOf)
}

/** Ours, to a subscription. */
export const ourAnswers = (
  { document, variables }: LibraryRequest,
  options: SubscribeOptions,
  plan = planOf(document, variables),
) => prepare({ document, variables }, plan).subscribe(variables, options)

/** Stock's, on the plan that ours runs. */
export async function stockAnswer(
  { document, variables }: LibraryRequest,
  fetch: Fetch,
): Promise<ExecutionResult> {
  const parsed = parse(document)
  const process =
    (service: string) => async (options: { request: { query?: string; variables?: object } }) => {
      const { query = '', variables: sent = {} } = options.request
      const result = await fetch({ service, document: query, operationName: null }, { ...sent })
      return JSON.parse(JSON.stringify(result))
    }
  const services = Object.fromEntries(
    ['inventory', 'reviews', 'shipping'].map((name) => [name, { process: process(name) }]),
  )
  const context = { request: { query: document, variables }, document: parsed, metrics: {}, context: {} }
  const operation = buildOperationContext({ schema: librarySchema, operationDocument: parsed })
  const plan = planOf(document, variables) ?? { kind: 'QueryPlan' }
  const stockArguments = [plan, services, context, operation, librarySupergraph, api] as unknown
  const result = await executeQueryPlan(...(stockArguments as Parameters<typeof executeQueryPlan>))
  return result as ExecutionResult
}
