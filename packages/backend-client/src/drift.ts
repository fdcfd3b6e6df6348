// Sees the backend drift away from its contract: counts answers that do not parse, and fields that nobody knew of.
import { type BackendContract, shapeOfAnswer } from './contract/backend-contract.js'
import { differences } from './contract/differences.js'
import type { BackendMetrics } from './options.js'
import type { WireRequest } from './wire.js'

type Asked = Pick<WireRequest, 'method' | 'route'>

export interface Drift {
  /** An answer that did not parse, once for each field at fault. */
  invalid(asked: Asked, fields: readonly string[]): void
  /** An answer of any kind. Without a contract, and for most answers of a busy route, nothing happens. */
  answered(asked: Asked, status: number, value: unknown): void
}

const FIELDS_A_ROUTE = 50
const OVERFLOW = 'other'
const FIRST = 10
const THEN_ONE_IN = 100

/** Answers are compared as they come: the first ten of a route, then one in a hundred. */
export function createDrift(metrics: BackendMetrics, contract: BackendContract | undefined): Drift {
  const labels = ['route', 'field']
  const invalid = metrics.counter('backend_invalid_answers_total', 'Answers outside the contract', labels)
  const unknown = metrics.counter(
    'backend_unknown_fields_total',
    'Answers with a field that is not in the contract, of those that were looked at',
    labels,
  )
  const invalidField = createFieldLabels()
  const unknownField = createFieldLabels()
  const isLookedAt = createSample()
  return {
    invalid({ route }, fields) {
      for (const field of fields) invalid.inc({ route, field: invalidField(route, field) })
    },
    answered({ method, route }, status, value) {
      if (contract === undefined) return
      const operation = `${method} ${route}`
      if (!isLookedAt(operation)) return
      const shape = shapeOfAnswer(contract, operation, status)
      if (shape === null) return
      for (const { kind, field } of differences(value, shape)) {
        if (kind === 'unknown') unknown.inc({ route, field: unknownField(route, field) })
      }
    },
  }
}

/** Bounds how many series one route can make, whatever the backend answers. */
function createFieldLabels(): (route: string, field: string) => string {
  const known = new Map<string, Set<string>>()
  return (route, field) => {
    const fields = known.get(route) ?? new Set()
    known.set(route, fields)
    if (!fields.has(field) && fields.size >= FIELDS_A_ROUTE) return OVERFLOW
    fields.add(field)
    return field
  }
}

function createSample(): (operation: string) => boolean {
  const counts = new Map<string, number>()
  return (operation) => {
    const count = (counts.get(operation) ?? 0) + 1
    counts.set(operation, count)
    return count <= FIRST || count % THEN_ONE_IN === 0
  }
}
