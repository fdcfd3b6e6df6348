// What an entity fetch sends: each entity once, however often it stands in the answer.
import { type AnswerObject, emptyObject, isObject, mergeInto } from './answer-tree.js'
import type { ReadyFetch, SelectionOfEntity } from './query-plan.js'
import { applyRewrites } from './rewrites.js'
import { isOfType, type TypeKnowledge } from './type-condition.js'

function selectWithin(
  schema: TypeKnowledge,
  value: unknown,
  selections: readonly SelectionOfEntity[],
): unknown {
  if (Array.isArray(value)) return value.map((item) => selectWithin(schema, item, selections))
  return isObject(value) ? select(schema, value, selections) : null
}

/** Null where a field is missing that the subgraph needs. */
function select(
  schema: TypeKnowledge,
  object: AnswerObject,
  selections: readonly SelectionOfEntity[],
): AnswerObject | null {
  const selected = emptyObject()
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const key = selection.alias ?? selection.name
      const value = object[key]
      if (value === undefined) return null
      selected[key] =
        selection.selections === undefined ? value : selectWithin(schema, value, selection.selections)
    } else if (selection.typeCondition !== undefined && isOfType(schema, object, selection.typeCondition)) {
      const part = select(schema, object, selection.selections)
      if (part !== null) mergeInto(selected, part)
    }
  }
  return selected
}

/** One representation, and everything in the answer that it stands for. */
export interface Represented {
  readonly representation: AnswerObject
  readonly owners: AnswerObject[]
}

/** Equal in content, __typename included, is equal; in order of appearance. */
export function represent(
  schema: TypeKnowledge,
  objects: readonly AnswerObject[],
  fetch: Pick<ReadyFetch, 'requires' | 'inputRewrites'>,
): Represented[] {
  const { requires, inputRewrites } = fetch
  const byContent = new Map<string, Represented>()
  for (const object of objects) {
    const representation = select(schema, object, requires ?? [])
    if (!representation?.__typename) continue
    applyRewrites(schema, inputRewrites, representation)
    const content = objects.length === 1 ? '' : JSON.stringify(representation)
    const known = byContent.get(content)
    if (known === undefined) byContent.set(content, { representation, owners: [object] })
    else known.owners.push(object)
  }
  return [...byContent.values()]
}
