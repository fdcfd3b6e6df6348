// What an entity fetch sends: each entity once, however often it stands in the answer.
import { type AnswerObject, emptyObject, isObject, mergeInto } from './answer-tree.js'
import type { ReadyFetch, SelectionOfEntity } from './query-plan.js'
import { applyRewrites } from './rewrites.js'
import { isOfType, type TypeKnowledge } from './type-condition.js'

const NOWHERE = new Map()

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
      if (part !== null) mergeInto(selected, part, NOWHERE)
    }
  }
  return selected
}

/** Null for an object that is not of any type that is asked for, or that has no key. */
function representationOf(
  schema: TypeKnowledge,
  object: AnswerObject,
  selections: readonly SelectionOfEntity[],
): AnswerObject | null {
  const [only] = selections
  // The key of one type: nothing to merge.
  if (selections.length === 1 && only?.kind === 'InlineFragment' && only.typeCondition !== undefined)
    return isOfType(schema, object, only.typeCondition) ? select(schema, object, only.selections) : null
  return select(schema, object, selections)
}

// Self-delimiting, so that two different lists of values never read the same.
function textOf(value: unknown): string {
  if (typeof value === 'string') return `${value.length}:${value}`
  return typeof value === 'object' ? JSON.stringify(value) : `#${value};`
}

/** Equal where the contents are: the fields come in one order for one type, and __typename is among them. */
function contentOf(representation: AnswerObject): string {
  let content = ''
  for (const key of Object.keys(representation)) content += `${key} ${textOf(representation[key])}`
  return content
}

/** What is sent, and for which objects of the answer. */
export interface Represented {
  /** In order of appearance. */
  readonly representations: readonly AnswerObject[]
  /** For each object the place of its representation; -1 where it has none. */
  readonly slots: readonly number[]
}

/** Equal in content, __typename included, is equal. */
export function represent(
  schema: TypeKnowledge,
  objects: readonly AnswerObject[],
  fetch: Pick<ReadyFetch, 'requires' | 'inputRewrites'>,
): Represented {
  const { requires, inputRewrites } = fetch
  const representations: AnswerObject[] = []
  const known = objects.length === 1 ? null : new Map<string, number>()
  const slots = objects.map((object) => {
    const representation = representationOf(schema, object, requires ?? [])
    if (!representation?.__typename) return -1
    if (inputRewrites.length > 0) applyRewrites(schema, inputRewrites, representation)
    if (known === null) return representations.push(representation) - 1
    const content = contentOf(representation)
    const slot = known.get(content)
    if (slot !== undefined) return slot
    known.set(content, representations.length)
    return representations.push(representation) - 1
  })
  return { representations, slots }
}
