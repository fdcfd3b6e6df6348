// What of an operation depends on the variables in its @skip and @include: for each set of their values it is another
// operation.
import { type GraphQLSchema, Kind } from 'graphql'
import type { AnswerObject } from './answer-tree.js'
import type { AskedOperation } from './asked-fields.js'
import {
  type ConditionValues,
  checkConditions,
  conditionVariables,
  type Operation,
} from './collect-fields.js'
import { compileIntrospection, type Introspect } from './introspection.js'
import { compileProjection, type Projection } from './projection.js'
import { compileSoundAnswer, UNSOUND } from './sound-answer.js'

/** Sets of values that an operation is kept compiled for; others are compiled each time. */
const MAX_VARIANTS = 16

const NONE: readonly never[] = []

export interface Variant {
  readonly values: ConditionValues
  readonly introspect: Introspect | null
  readonly project: Projection
}

/** By the short way first; the long one is compiled when it is needed. */
function compileShortcut(asked: AskedOperation, values: ConditionValues): Projection {
  const answer = compileSoundAnswer(asked, values)
  let whole: Projection | null = null
  return (tree: AnswerObject) => {
    try {
      return { data: answer(tree), violations: NONE, refused: NONE }
    } catch (fault) {
      if (fault !== UNSOUND) throw fault
      whole ??= compileProjection(asked, values)
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

type Variables = Readonly<Record<string, unknown>>

/** Reads the variables in @skip and @include, in an order that is always the same, and their defaults. */
export function conditionReader(operation: Operation) {
  const names = conditionVariables(operation)
  const defaults = defaultsOf(operation)
  const given = (variables: Variables) =>
    names.map((name) => {
      const value = Object.hasOwn(variables, name) ? variables[name] : undefined
      return value === undefined ? defaults.get(name) : value
    })
  // What is no boolean is never run, whatever it is.
  const textOf = (value: unknown): string => (typeof value === 'boolean' ? String(value) : '-')
  return {
    /** How many there are. */
    count: names.length,
    keyFrom: (variables: Variables): string =>
      names.length === 0 ? '' : given(variables).map(textOf).join(),
    valuesFrom: (variables: Variables): ConditionValues =>
      Object.fromEntries(given(variables).map((value, index) => [names[index], value])),
  }
}

/** The variables must be valid; throws BAD_USER_INPUT where a condition's is null all the same. */
export function createVariants(
  asked: AskedOperation,
  introspected: GraphQLSchema,
): (variables: Variables) => Variant {
  const { operation } = asked
  const conditions = conditionReader(operation)
  const kept = new Map<string, Variant>()
  let only: Variant | null = null

  function compile(values: ConditionValues, isKept: boolean): Variant {
    const introspect = compileIntrospection(introspected, operation, values)
    const compileFor = isKept ? compileShortcut : compileProjection
    return { values, introspect, project: compileFor(asked, values) }
  }

  return (variables) => {
    if (conditions.count === 0) {
      only ??= compile({}, true)
      return only
    }
    const key = conditions.keyFrom(variables)
    const known = kept.get(key)
    if (known !== undefined) return known
    const values = conditions.valuesFrom(variables)
    checkConditions(values)
    const isKept = kept.size < MAX_VARIANTS
    const variant = compile(values, isKept)
    if (isKept) kept.set(key, variant)
    return variant
  }
}
