// Which objects of the tree a Flatten node means, and where in the answer they stand.
import { type AnswerObject, isObject } from './answer-tree.js'
import type { Path } from './query-plan.js'
import { isOfType, type TypeKnowledge } from './type-condition.js'

/** One element of a flatten path: into a key or into every item of a list, then only objects of certain types. */
export interface FlattenStep {
  /** Null: into every item of the list. */
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

type Found = (object: AnswerObject, path: Path) => void

interface Walk {
  readonly steps: readonly FlattenStep[]
  readonly schema: TypeKnowledge
  readonly found: Found
  /** Where the walk is, if anybody wants to know. */
  readonly path: (string | number)[] | null
}

function enter(walk: Walk, value: unknown, index: number, element: string | number): void {
  walk.path?.push(element)
  visit(walk, value, index)
  walk.path?.pop()
}

function visit(walk: Walk, value: unknown, index: number): void {
  if (value === null || value === undefined) return
  const step = walk.steps[index]
  // Lists within lists have one element of the path each, but an object is only ever found in the innermost.
  if (Array.isArray(value)) {
    const next = step?.key === null ? index + 1 : index
    value.forEach((item, at) => {
      enterItem(walk, item, { step, next, at })
    })
    return
  }
  if (!isObject(value)) return
  if (step === undefined) {
    walk.found(value, walk.path === null ? [] : [...walk.path])
  } else if (step.key === '') {
    if (isOneOf(walk, value, step)) visit(walk, value, index + 1)
  } else if (step.key !== null) {
    const child = value[step.key]
    if (!isObject(child) || isOneOf(walk, child, step)) enter(walk, child, index + 1, step.key)
  }
}

function enterItem(
  walk: Walk,
  item: unknown,
  { step, next, at }: { step: FlattenStep | undefined; next: number; at: number },
): void {
  const narrowed = step?.key === null && isObject(item) && !isOneOf(walk, item, step)
  if (!narrowed) enter(walk, item, next, at)
}

const isOneOf = ({ schema }: Walk, object: AnswerObject, { types }: FlattenStep): boolean =>
  types === null || types.some((type) => isOfType(schema, object, type))

/** The objects at the path below each start, in the order of the answer. */
export function objectsAt(
  starts: readonly AnswerObject[],
  steps: readonly FlattenStep[],
  schema: TypeKnowledge,
): AnswerObject[] {
  const objects: AnswerObject[] = []
  const walk: Walk = { steps, schema, path: null, found: (object) => objects.push(object) }
  for (const start of starts) visit(walk, start, 0)
  return objects
}

/** Where the objects at the path stand in the answer; each object of our tree stands in one place. */
export function placesAt(
  root: AnswerObject,
  steps: readonly FlattenStep[],
  schema: TypeKnowledge,
): ReadonlyMap<AnswerObject, Path> {
  const places = new Map<AnswerObject, Path>()
  visit({ steps, schema, path: [], found: (object, path) => places.set(object, path) }, root, 0)
  return places
}
