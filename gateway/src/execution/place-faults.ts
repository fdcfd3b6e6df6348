// Which fields of the answer a client reads an error at.
import type { SelectionSetNode } from 'graphql'
import { type ConditionValues, collectFields, type Operation, selectionSetsOf } from './collect-fields.js'
import type { SubgraphError } from './execute-plan.js'
import type { Fault } from './fault.js'
import type { Refused, Violation } from './projection.js'
import type { Path } from './query-plan.js'

export interface PlacedFault {
  readonly error: SubgraphError
  readonly service: string
  readonly path: Path
}

interface Asked {
  /** As much of the path as the client asked for: what is fetched for another subgraph's sake is nobody's business. */
  shorten(path: Path): Path
}

function askedOf({ definition, fragments }: Operation, values: ConditionValues): Asked {
  const collected = new Map<readonly SelectionSetNode[], ReadonlyMap<string, readonly SelectionSetNode[]>>()
  const below = (sets: readonly SelectionSetNode[]) => {
    const known = collected.get(sets)
    if (known !== undefined) return known
    const fields = collectFields(sets, { fragments, values, applies: () => true })
    const found = new Map([...fields].map(([key, nodes]) => [key, selectionSetsOf(nodes)]))
    collected.set(sets, found)
    return found
  }
  const root: readonly SelectionSetNode[] = [definition.selectionSet]
  return {
    shorten(path) {
      let sets = root
      const length = path.findIndex((element) => {
        if (typeof element === 'number') return false
        const next = below(sets).get(element)
        sets = next ?? sets
        return next === undefined
      })
      return length === -1 ? path : path.slice(0, length)
    },
  }
}

function pathsOf(asked: Asked, { owner, at, fills }: Fault): readonly Path[] {
  if (at !== null) return [asked.shorten([...owner, ...at])]
  const paths = fills.map((key) => [...owner, key]).filter((path) => asked.shorten(path) === path)
  return paths.length > 0 ? paths : [asked.shorten(owner)]
}

/** Each error once at each place. */
export function placeFaults(
  faults: readonly Fault[],
  operation: Operation,
  values: ConditionValues,
): PlacedFault[] {
  if (faults.length === 0) return []
  const asked = askedOf(operation, values)
  const seen = new Map<SubgraphError, Set<string>>()
  return faults.flatMap((fault) => {
    const { error, service } = fault
    const places = seen.get(error) ?? new Set()
    seen.set(error, places)
    return pathsOf(asked, fault).flatMap((path) => {
      const place = JSON.stringify(path)
      if (places.has(place)) return []
      places.add(place)
      return [{ error, service, path }]
    })
  })
}

const placeOf = (path: Path): string => path.map((element) => JSON.stringify(element)).join()
const beginnings = (path: Path): string[] => path.map((_element, index) => placeOf(path.slice(0, index + 1)))

/** The violations that no fault above or below them explains. */
export function unexplained(violations: readonly Violation[], faults: readonly PlacedFault[]): Violation[] {
  if (violations.length === 0 || faults.length === 0) return [...violations]
  const exact = new Set(faults.map(({ path }) => placeOf(path)))
  const above = new Set(faults.flatMap(({ path }) => beginnings(path)))
  return violations.filter(
    ({ path }) => !above.has(placeOf(path)) && !beginnings(path).some((beginning) => exact.has(beginning)),
  )
}

/** Without those at fields that were refused: there, they are about what another field needs. */
export function notRefused(faults: PlacedFault[], refused: readonly Refused[]): PlacedFault[] {
  if (faults.length === 0 || refused.length === 0) return faults
  const places = new Set(refused.map(({ path }) => placeOf(path)))
  return faults.filter(({ path }) => !beginnings(path).some((beginning) => places.has(beginning)))
}
