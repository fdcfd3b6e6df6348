// Most entities are known by one field. Then two of them are told apart by its value alone, before anything is built.
import type { Rewrite, SelectionOfEntity } from './query-plan.js'

/** The fields' names; null where one is more than a name. */
function namesOf(selections: readonly SelectionOfEntity[]): string[] | null {
  const names: string[] = []
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      if (selection.selections !== undefined || selection.alias !== undefined) return null
      names.push(selection.name)
      continue
    }
    const inner = namesOf(selection.selections)
    if (inner === null || selection.typeCondition === undefined) return null
    names.push(...inner)
  }
  return names
}

/** Null where more than one field is asked for, or a rewrite could make different entities equal. */
export function singleKeyOf(
  requires: readonly SelectionOfEntity[],
  inputRewrites: readonly Rewrite[],
): string | null {
  const names = new Set(inputRewrites.length === 0 ? namesOf(requires) : null)
  names.delete('__typename')
  const [only = null] = names
  return names.size === 1 ? only : null
}
