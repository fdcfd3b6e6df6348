// What went wrong in a fetch, and which fields of the answer it concerns.
import type { AnswerObject } from './answer-tree.js'
import type { Execution, SubgraphError } from './execute-plan.js'
import { placesAt } from './flatten.js'
import type { FilledKey, Path, ReadyFetch } from './query-plan.js'
import { renamePath } from './rewrites.js'
import { isTypeWithin } from './type-condition.js'

export interface Fault {
  readonly error: SubgraphError
  readonly service: string
  /** The object that the fetch was for. */
  readonly owner: Path
  /** The field that failed, from the owner on; null where it is all that the fetch fills there. */
  readonly at: Path | null
  readonly fills: readonly string[]
}

const isFilled = ({ schema }: Execution, owner: AnswerObject, { typeCondition }: FilledKey): boolean =>
  typeCondition === null ||
  typeof owner.__typename !== 'string' ||
  isTypeWithin(schema, owner.__typename, typeCondition)

/** Looks the owners' places up only once, and only if something failed. */
function faultsAt(execution: Execution, fetch: ReadyFetch) {
  const places = placesAt(execution.tree, fetch.path, execution.schema)
  return (error: SubgraphError, owners: readonly AnswerObject[], at: Path | null) => {
    for (const owner of owners) {
      const place = places.get(owner)
      if (place === undefined) continue
      const { service, outputRewrites } = fetch
      const fills = fetch.fills.filter((filled) => isFilled(execution, owner, filled)).map(({ key }) => key)
      const renamed = at === null ? null : renamePath(outputRewrites, at)
      execution.faults.push({ error, service, owner: place, at: renamed, fills })
    }
  }
}

/** Errors of a fetch that is not for entities: each belongs to every object that the fetch is for. */
export function noteErrors(
  execution: Execution,
  fetch: ReadyFetch,
  errors: readonly SubgraphError[],
  objects: readonly AnswerObject[],
): void {
  const note = faultsAt(execution, fetch)
  for (const error of errors) note(error, objects, error.path?.length ? error.path : null)
}

/** Errors of an entity fetch: an item's error belongs to every object that has this entity. */
export function noteEntityErrors(
  execution: Execution,
  fetch: ReadyFetch,
  errors: readonly SubgraphError[],
  { objects, slots }: { readonly objects: readonly AnswerObject[]; readonly slots: readonly number[] },
): void {
  const note = faultsAt(execution, fetch)
  for (const error of errors) {
    const [, index, ...rest] = error.path ?? []
    const isItem = typeof index === 'number' && slots.includes(index)
    const owners = objects.filter((_object, at) => (isItem ? slots[at] === index : slots[at] !== -1))
    note(error, owners, isItem && rest.length > 0 ? rest : null)
  }
}
