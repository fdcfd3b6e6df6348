// The planner's changes to what goes into and comes out of a fetch: a set value, a renamed key. They work in place, on
// objects of ours.
import type { AnswerObject } from './answer-tree.js'
import { isObject } from './answer-tree.js'
import type { Path, Rewrite } from './query-plan.js'
import { isOfType, type TypeKnowledge } from './type-condition.js'

const ON_TYPE = '... on '

function rewriteObject(rewrite: Rewrite, key: string, object: AnswerObject): void {
  if (rewrite.kind === 'ValueSetter') {
    object[key] = rewrite.setValueTo
  } else if (key in object) {
    // Also null and 0 are values under that key.
    object[rewrite.renameKeyTo] = object[key]
    delete object[key]
  }
}

function walk(schema: TypeKnowledge, rewrite: Rewrite, value: unknown, index: number): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(schema, rewrite, item, index)
    return
  }
  if (!isObject(value)) return
  const element = rewrite.path[index]
  if (element === undefined) return
  if (index === rewrite.path.length - 1) rewriteObject(rewrite, element, value)
  else if (!element.startsWith(ON_TYPE)) walk(schema, rewrite, value[element], index + 1)
  else if (isOfType(schema, value, element.slice(ON_TYPE.length), true))
    walk(schema, rewrite, value, index + 1)
}

export function applyRewrites(schema: TypeKnowledge, rewrites: readonly Rewrite[], value: unknown): void {
  for (const rewrite of rewrites) walk(schema, rewrite, value, 0)
}

const keysOf = (path: readonly (string | number)[]): (string | number)[] =>
  path.filter((element) => typeof element === 'string' && !element.startsWith(ON_TYPE))

function renamed(path: Path, { keys, to }: { keys: readonly (string | number)[]; to: string }): Path {
  const positions = path.flatMap((element, index) => (typeof element === 'string' ? [index] : []))
  const last = positions[keys.length - 1]
  const isMeant = last !== undefined && keys.every((key, index) => path[positions[index] ?? -1] === key)
  return isMeant ? path.map((element, index) => (index === last ? to : element)) : path
}

/** A path within a fetch's result, with the keys that the answer has. */
export function renamePath(rewrites: readonly Rewrite[], path: Path): Path {
  return rewrites.reduce<Path>(
    (current, rewrite) =>
      rewrite.kind === 'KeyRenamer'
        ? renamed(current, { keys: keysOf(rewrite.path), to: rewrite.renameKeyTo })
        : current,
    path,
  )
}
