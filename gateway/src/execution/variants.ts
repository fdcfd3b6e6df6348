// What of an operation depends on the variables in its @skip and @include: for each set of their values it is another
// operation.
import { type GraphQLSchema, Kind } from 'graphql'
import type { AnswerObject } from './answer-tree.js'
import {
  type ConditionValues,
  checkConditions,
  conditionVariables,
  type Operation,
} from './collect-fields.js'
import { compileIntrospection, type Introspect } from './introspection.js'
import { compileProjection, type Projected, type Projection } from './projection.js'
import { compileSoundAnswer, UNSOUND } from './sound-answer.js'

/** Sets of values that an operation is kept compiled for; others are compiled each time. */
const MAX_VARIANTS = 16

const NONE: Projected['violations'] = []

export interface Variant {
  readonly values: ConditionValues
  readonly introspect: Introspect | null
  readonly project: Projection
}

/** By the short way first; the long one is compiled when it is needed. */
function compileShortcut(schema: GraphQLSchema, operation: Operation, values: ConditionValues): Projection {
  const answer = compileSoundAnswer(schema, operation, values)
  let whole: Projection | null = null
  return (tree: AnswerObject) => {
    try {
      return { data: answer(tree), violations: NONE }
    } catch (fault) {
      if (fault !== UNSOUND) throw fault
      whole ??= compileProjection(schema, operation, values)
      return whole(tree)
    }
  }
}

function defaultsOf({ definition: { variableDefinitions = [] } }: Operation): ReadonlyMap<string, boolean> {
  return new Map(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue?.kind === Kind.BOOLEAN ? [[variable.name.value, defaultValue.value] as const] : [],
    ),
  )
}

/** The variables must be valid; throws BAD_USER_INPUT where a condition's is null all the same. */
export function createVariants(
  schema: GraphQLSchema,
  operation: Operation,
): (variables: Readonly<Record<string, unknown>>) => Variant {
  const names = conditionVariables(operation)
  const defaults = defaultsOf(operation)
  const kept = new Map<string, Variant>()
  let only: Variant | null = null

  function compile(values: ConditionValues, isKept: boolean): Variant {
    const introspect = compileIntrospection(schema, operation, values)
    const compileFor = isKept ? compileShortcut : compileProjection
    return { values, introspect, project: compileFor(schema, operation, values) }
  }

  return (variables) => {
    if (names.length === 0) {
      only ??= compile({}, true)
      return only
    }
    const given = names.map((name) => [
      name,
      variables[name] === undefined ? defaults.get(name) : variables[name],
    ])
    const key = given.map(([, value]) => String(value)).join()
    const known = kept.get(key)
    if (known !== undefined) return known
    const values: ConditionValues = Object.fromEntries(given)
    checkConditions(values)
    const isKept = kept.size < MAX_VARIANTS
    const variant = compile(values, isKept)
    if (isKept) kept.set(key, variant)
    return variant
  }
}
