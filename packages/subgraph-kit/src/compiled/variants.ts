// An operation with @skip or @include: one piece of code for each set of their values that is asked for.
import type { DocumentNode } from 'graphql'
import type { RunnableOperation } from './compile.js'
import type { Conditions } from './conditions.js'

/** So many sets of values are compiled; four conditions have no more. */
const MOST_VARIANTS = 16

/** `plain` answers where a condition has no value, and beyond the first 16 sets of values. */
export function inVariants(
  conditions: Conditions,
  compile: (document: DocumentNode) => RunnableOperation,
  plain: RunnableOperation,
): RunnableOperation {
  const variants = new Map<string, RunnableOperation>()
  const find = (key: string): RunnableOperation => {
    const known = variants.get(key)
    if (known !== undefined) return known
    if (variants.size === MOST_VARIANTS) return plain
    const variant = compile(conditions.resolve(key))
    variants.set(key, variant)
    return variant
  }
  return {
    notCompiled: null,
    run(context, variables) {
      const key = conditions.keyOf(variables ?? {})
      return (key === null ? plain : find(key)).run(context, variables)
    },
  }
}
