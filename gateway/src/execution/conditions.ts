// The variables in @skip and @include: for each set of their values an operation is another one.
import { Kind } from 'graphql'
import { type ConditionValues, conditionVariables, type Operation } from './collect-fields.js'

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
