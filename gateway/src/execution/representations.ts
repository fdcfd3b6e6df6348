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

type Asked = Pick<ReadyFetch, 'requires' | 'singleKey' | 'inputRewrites'>

/** Takes objects in, and gives the place of each one's representation; equal ones have one place. */
class Representations {
  readonly list: AnswerObject[] = []
  readonly #schema: TypeKnowledge
  readonly #asked: Asked
  readonly #byKey = new Map<unknown, Map<unknown, number>>()
  readonly #byContent = new Map<string, number>()

  constructor(schema: TypeKnowledge, asked: Asked) {
    this.#schema = schema
    this.#asked = asked
  }

  slotOf(object: AnswerObject): number {
    const { singleKey } = this.#asked
    const value = singleKey === null ? null : object[singleKey]
    return typeof value === 'object' ? this.#slotOfContent(object) : this.#slotOfKey(object, value)
  }

  #slotOfKey(object: AnswerObject, value: unknown): number {
    const ofType = this.#byKey.get(object.__typename) ?? new Map<unknown, number>()
    const known = ofType.get(value)
    if (known !== undefined) return known
    const representation = this.#build(object)
    const slot = representation === null ? -1 : this.list.push(representation) - 1
    this.#byKey.set(object.__typename, ofType.set(value, slot))
    return slot
  }

  #slotOfContent(object: AnswerObject): number {
    const representation = this.#build(object)
    if (representation === null) return -1
    const content = contentOf(representation)
    const known = this.#byContent.get(content)
    if (known !== undefined) return known
    const slot = this.list.push(representation) - 1
    this.#byContent.set(content, slot)
    return slot
  }

  #build(object: AnswerObject): AnswerObject | null {
    const { requires, inputRewrites } = this.#asked
    const representation = representationOf(this.#schema, object, requires ?? [])
    if (!representation?.__typename) return null
    applyRewrites(this.#schema, inputRewrites, representation)
    return representation
  }
}

/** Equal in content, __typename included, is equal. */
export function represent(
  schema: TypeKnowledge,
  objects: readonly AnswerObject[],
  asked: Asked,
): Represented {
  const representations = new Representations(schema, asked)
  const slots = objects.map((object) => representations.slotOf(object))
  return { representations: representations.list, slots }
}
