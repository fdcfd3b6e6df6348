import { Supergraph } from '@apollo/federation-internals'
import type { ApolloGateway } from '@apollo/gateway'
import { describe, expect, it } from '@jest/globals'
import { createLog, createMetrics } from '@ticketing/service-kit'
import { parse } from 'graphql'
import { LIBRARY_SUPERGRAPH } from '../testing/three-subgraphs.js'
import { createPlanExecutor } from './plan-executor.js'
import type { Executor } from './supergraph.js'

const supergraph = Supergraph.build(LIBRARY_SUPERGRAPH)
const apiSchema = supergraph.apiSchema()

/** A gateway that loads when told, whose planner gives the one plan. */
function gatewayWith(node: object) {
  let planned = 0
  const listeners: ((loaded: object) => void)[] = []
  const buildQueryPlan = () => {
    planned += 1
    return { kind: 'QueryPlan', node }
  }
  const gateway = {
    apiSchema,
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    onSchemaLoadOrUpdate: (listener: (loaded: object) => void) => listeners.push(listener),
    __testing: () => ({ queryPlanner: { buildQueryPlan } }),
  }
  return {
    gateway: gateway as unknown as ApolloGateway,
    load: () => {
      for (const listener of listeners) listener({ apiSchema: apiSchema.toGraphQLJSSchema() })
    },
    planned: () => planned,
  }
}

const call = { language: 'en', requestId: 'r', signal: new AbortController().signal }

const contextOf = (query: string) =>
  ({ request: { query }, document: parse(query), context: { call } }) as unknown as Parameters<Executor>[0]

const FETCH = {
  kind: 'Fetch',
  serviceName: 'inventory',
  operation: '{top{id}}',
  operationKind: 'query',
}

function start(node: object) {
  const metrics = createMetrics()
  const made = gatewayWith(node)
  const inventory = { execute: async () => ({ data: { top: { id: 'ours' } } }) }
  const withPlans = createPlanExecutor(made.gateway, {
    transports: new Map([['inventory', inventory]]),
    log: createLog({ name: 'test', level: 'silent' }),
    metrics,
  })
  made.load()
  const executor = withPlans(async () => ({ data: { top: { id: 'stock' } } }))
  const ask = async (query: string) => JSON.parse(JSON.stringify(await executor(contextOf(query)))).data
  return { ...made, metrics, ask }
}

describe('createPlanExecutor', () => {
  it('plans an operation once for each supergraph', async () => {
    const { ask, load, planned } = start(FETCH)
    expect(await ask('{ top { id } }')).toEqual({ top: { id: 'ours' } })
    await ask('{ top {\n id } }')
    expect(planned()).toBe(1)
    load()
    await ask('{ top { id } }')
    expect(planned()).toBe(2)
  })

  it('leaves a plan with a node that ours does not know to stock, and counts it', async () => {
    const { ask, metrics } = start({ kind: 'Defer', primary: {}, deferred: [] })
    expect(await ask('{ top { id } }')).toEqual({ top: { id: 'stock' } })
    expect(await metrics.registry.metrics()).toContain('gateway_stock_executions_total{node="Defer"} 1')
  })
})
