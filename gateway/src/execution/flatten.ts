// Which objects of the tree a Flatten node means, and where in the answer they stand.
import { type AnswerObject, isObject } from './answer-tree.js'
import type { Path } from './query-plan.js'
import { isOfType, type TypeKnowledge } from './type-condition.js'

/** One element of a flatten path: into a key or into every item of a list, then only objects of certain types. */
export interface FlattenStep {
  /** Null: into every item of the list. '': nowhere, only the types count. */
  readonly key: string | null
  /** Null: all types. */
  readonly types: readonly string[] | null
}

const ELEMENT = /^(.*?)(?:\|\[(.*)\])?$/s

export function toFlattenSteps(path: readonly (string | number)[]): FlattenStep[] {
  return path.flatMap((element) => {
    const [, name = '', types] = ELEMENT.exec(String(element)) ?? []
    const step = { key: name === '@' ? null : name, types: types?.split(',') ?? null }
    if (name !== '') return [step]
    // Only a type: it narrows what stands where the path has come to.
    return step.types === null ? [] : [{ key: '', types: step.types }]
  })
}

interface Walk {
  readonly steps: readonly FlattenStep[]
  readonly schema: TypeKnowledge
  readonly found: AnswerObject[]
  /** Where in the answer each one stands, if anybody wants to know. */
  readonly places: Map<AnswerObject, Path> | null
  /** Where the walk is, if there are `places`. */
  readonly path: (string | number)[]
}

function enter(walk: Walk, value: unknown, index: number, element: string | number): void {
  if (walk.places !== null) walk.path.push(element)
  visit(walk, value, index)
  if (walk.places !== null) walk.path.pop()
}

// Lists within lists have one element of the path each, but an object is only ever found in the innermost.
function visitItems(walk: Walk, items: readonly unknown[], index: number): void {
  const step = walk.steps[index]
  const next = step?.key === null ? index + 1 : index
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at]
    if (step?.key === null && step.types !== null && isObject(item) && !isOneOf(walk, item, step)) continue
    enter(walk, item, next, at)
  }
}

function visit(walk: Walk, value: unknown, index: number): void {
  if (Array.isArray(value)) visitItems(walk, value, index)
  else if (isObject(value)) visitObject(walk, value, index)
}

function visitObject(walk: Walk, value: AnswerObject, index: number): void {
  const step = walk.steps[index]
  if (step === undefined) {
    walk.found.push(value)
    walk.places?.set(value, [...walk.path])
  } else if (step.key === '') {
    if (isOneOf(walk, value, step)) visit(walk, value, index + 1)
  } else if (step.key !== null) {
    const child = value[step.key]
    if (step.types === null || !isObject(child) || isOneOf(walk, child, step))
      enter(walk, child, index + 1, step.key)
  }
}

const isOneOf = ({ schema }: Walk, object: AnswerObject, { types }: FlattenStep): boolean =>
  types === null || types.some((type) => isOfType(schema, object, type))

/** The objects at the path below each start, in the order of the answer. */
export function objectsAt(
  starts: readonly AnswerObject[],
  steps: readonly FlattenStep[],
  schema: TypeKnowledge,
): AnswerObject[] {
  const found: AnswerObject[] = []
  const walk: Walk = { steps, schema, found, places: null, path: [] }
  for (const start of starts) visit(walk, start, 0)
  return found
}

/** Where the objects at the path stand in the answer; each object of our tree stands in one place. */
export function placesAt(
  root: AnswerObject,
  steps: readonly FlattenStep[],
  schema: TypeKnowledge,
): ReadonlyMap<AnswerObject, Path> {
  const places = new Map<AnswerObject, Path>()
  visit({ steps, schema, found: [], places, path: [] }, root, 0)
  return places
}
