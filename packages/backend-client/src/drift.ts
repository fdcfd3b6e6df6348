// Sees the backend drift away from its contract: counts answers that do not parse, and fields that nobody knew of.
import { type BackendContract, shapeOfAnswer } from './contract/backend-contract.js'
import { differences } from './contract/differences.js'
import type { BackendMetrics } from './options.js'
import { type Asked, perOperation } from './per-operation.js'

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
    answered(asked, status, value) {
      if (contract === undefined || !isLookedAt(asked)) return
      const { method, route } = asked
      const shape = shapeOfAnswer(contract, `${method} ${route}`, status)
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

function createSample(): (asked: Asked) => boolean {
  const seenOf = perOperation(() => ({ answers: 0 }))
  return (asked) => {
    const seen = seenOf(asked)
    seen.answers += 1
    return seen.answers <= FIRST || seen.answers % THEN_ONE_IN === 0
  }
}
