// Variables as graphql-js coerces them, without its search for what is wrong: that begins when something is.
import {
  type GraphQLInputType,
  type GraphQLSchema,
  isInputType,
  isLeafType,
  isListType,
  isNonNullType,
  isNullableType,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql'
import { getVariableValues } from 'graphql/execution/values.js'

type Values = Readonly<Record<string, unknown>>

/** Stands for a value that graphql-js must look at. */
const UNKNOWN = Symbol('unknown')

type Coerce = (value: unknown) => unknown

function coercerOf(type: GraphQLInputType): Coerce {
  if (isNonNullType(type)) {
    const coerce = coercerOf(type.ofType)
    return (value) => (value === null ? UNKNOWN : coerce(value))
  }
  if (isListType(type)) {
    const coerce = coercerOf(type.ofType)
    return (value) => {
      if (value === null) return null
      if (!Array.isArray(value)) return UNKNOWN
      const items = value.map(coerce)
      return items.includes(UNKNOWN) ? UNKNOWN : items
    }
  }
  if (!isLeafType(type)) return (value) => (value === null ? null : UNKNOWN)
  return (value) => {
    if (value === null) return null
    if (value === undefined) return UNKNOWN
    const parsed = type.parseValue(value)
    return parsed === undefined ? UNKNOWN : parsed
  }
}

/** Undefined where only graphql-js can tell. */
type CoerceAll = (given: Values) => Record<string, unknown> | undefined

function quickly(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode): CoerceAll {
  const variables = variableDefinitions.map((definition) => {
    const type = typeFromAST(schema, definition.type)
    return {
      name: definition.variable.name.value,
      coerce: isInputType(type) ? coercerOf(type) : () => UNKNOWN,
      mayBeMissing: isNullableType(type) && isInputType(type) && definition.defaultValue === undefined,
    }
  })
  return (given) => {
    const coerced: Record<string, unknown> = {}
    for (const { name, coerce, mayBeMissing } of variables) {
      if (!Object.hasOwn(given, name)) {
        if (mayBeMissing) continue
        return undefined
      }
      const value = coerce(given[name])
      if (value === UNKNOWN) return undefined
      coerced[name] = value
    }
    return coerced
  }
}

/** Gives what graphql-js' `getVariableValues` gives for the variables of this operation. */
export function variableCoercer(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
): (given: Values) => ReturnType<typeof getVariableValues> {
  const coerce = quickly(schema, operation)
  return (given) => {
    try {
      const coerced = coerce(given)
      if (coerced !== undefined) return { coerced }
    } catch {
      // A scalar refuses a value: graphql-js says so in its words.
    }
    return getVariableValues(schema, operation.variableDefinitions ?? [], given, { maxErrors: 50 })
  }
}
