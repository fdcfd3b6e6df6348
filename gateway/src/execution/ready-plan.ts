// Makes a plan ready: once for an operation, whatever each request would otherwise work out again.
import type { FetchNode, PlanNode } from '@apollo/query-planner'
import { Kind, OperationTypeNode, parse, type SelectionSetNode } from 'graphql'
import { toFlattenSteps } from './flatten.js'
import type { FilledKey, QueryPlan, ReadyFetch, ReadyNode } from './query-plan.js'
import { renamePath } from './rewrites.js'

/** The kind of node that this executor does not know. */
export interface UnknownNode {
  readonly unknown: string
}

function keysOf(selections: SelectionSetNode | undefined, typeCondition: string | null): FilledKey[] {
  return (selections?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value
      return selection.name.value === '__typename' ? [] : [{ key, typeCondition }]
    }
    if (selection.kind !== Kind.INLINE_FRAGMENT) return []
    return keysOf(selection.selectionSet, selection.typeCondition?.name.value ?? typeCondition)
  })
}

function fillsOf({ operation, requires, outputRewrites = [] }: FetchNode): FilledKey[] {
  const root = parse(operation, { noLocation: true }).definitions.find(
    (node) => node.kind === Kind.OPERATION_DEFINITION,
  )?.selectionSet
  const [first] = root?.selections ?? []
  const isEntities = requires !== undefined && first?.kind === Kind.FIELD
  return keysOf(isEntities ? first.selectionSet : root, null).map(({ key, typeCondition }) => ({
    key: String(renamePath(outputRewrites, [key]).at(-1)),
    typeCondition,
  }))
}

const asked = ({ serviceName, operation }: FetchNode): string => `${serviceName} ${operation}`

function countFetches(node: PlanNode | undefined, counts: Map<string, number>): void {
  switch (node?.kind) {
    case 'Fetch':
      counts.set(asked(node), (counts.get(asked(node)) ?? 0) + 1)
      return
    case 'Flatten':
      countFetches(node.node, counts)
      return
    case 'Condition':
      countFetches(node.ifClause, counts)
      countFetches(node.elseClause, counts)
      return
    case 'Sequence':
    case 'Parallel':
      for (const child of node.nodes) countFetches(child, counts)
  }
}

function readyFetch(node: FetchNode, counts: ReadonlyMap<string, number>): ReadyFetch {
  const isQuery = node.operationKind === OperationTypeNode.QUERY
  return {
    kind: 'Fetch',
    service: node.serviceName,
    document: node.operation,
    operationName: node.operationName ?? null,
    variables: node.variableUsages ?? [],
    requires: node.requires ?? null,
    inputRewrites: node.inputRewrites ?? [],
    outputRewrites: node.outputRewrites ?? [],
    fills: fillsOf(node),
    // A command that is asked twice is meant twice.
    shareable: isQuery && (counts.get(asked(node)) ?? 0) > 1,
  }
}

function ready(node: PlanNode, counts: ReadonlyMap<string, number>): ReadyNode | UnknownNode {
  switch (node.kind) {
    case 'Fetch':
      return node.contextRewrites?.length ? { unknown: 'contextRewrites' } : readyFetch(node, counts)
    case 'Sequence':
    case 'Parallel': {
      const nodes = node.nodes.map((child) => ready(child, counts))
      const unknown = nodes.find((child) => 'unknown' in child)
      const known = nodes.filter((child): child is ReadyNode => !('unknown' in child))
      return unknown ?? { kind: node.kind, nodes: known }
    }
    case 'Flatten': {
      const inner = ready(node.node, counts)
      return 'unknown' in inner ? inner : { kind: 'Flatten', path: toFlattenSteps(node.path), node: inner }
    }
    case 'Condition': {
      const whenTrue = node.ifClause ? ready(node.ifClause, counts) : null
      const whenFalse = node.elseClause ? ready(node.elseClause, counts) : null
      if (whenTrue !== null && 'unknown' in whenTrue) return whenTrue
      if (whenFalse !== null && 'unknown' in whenFalse) return whenFalse
      return { kind: 'Condition', variable: node.condition, whenTrue, whenFalse }
    }
    default:
      return { unknown: node.kind }
  }
}

/** Null for a plan without a node; the name of a node that only stock execution may know. */
export function readyPlan({ node }: QueryPlan): ReadyNode | UnknownNode | null {
  if (node === undefined) return null
  if (node.kind === 'Subscription') return { unknown: node.kind }
  const counts = new Map<string, number>()
  countFetches(node, counts)
  return ready(node, counts)
}
