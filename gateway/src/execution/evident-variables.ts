// Most variables are evidently of their types, and then nothing has to be coerced. The rest is left to graphql-js.
import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  type GraphQLInputType,
  GraphQLInt,
  type GraphQLSchema,
  GraphQLString,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql'
import { isObject } from './answer-tree.js'

type Variables = Readonly<Record<string, unknown>>
type IsEvident = (value: unknown) => boolean

const isInt32: IsEvident = (value) => typeof value === 'number' && (value | 0) === value

const SCALARS: ReadonlyMap<string, IsEvident> = new Map<string, IsEvident>([
  [GraphQLInt.name, isInt32],
  [GraphQLFloat.name, (value) => Number.isFinite(value)],
  [GraphQLBoolean.name, (value) => typeof value === 'boolean'],
  [GraphQLString.name, (value) => typeof value === 'string'],
  [GraphQLID.name, (value) => typeof value === 'string' || isInt32(value)],
])

const never: IsEvident = () => false

function namedCheck(type: GraphQLInputType): IsEvident {
  if (isEnumType(type)) return (value) => typeof value === 'string' && type.getValue(value) !== undefined
  return 'name' in type ? (SCALARS.get(type.name) ?? never) : never
}

/** Undefined is evident where nothing has to be given. `inside`: input types that are being compiled. */
function checkOf(type: GraphQLInputType, inside: ReadonlySet<string> = new Set()): IsEvident {
  if (isNonNullType(type)) {
    const isEvident = checkOf(type.ofType, inside)
    return (value) => value !== undefined && value !== null && isEvident(value)
  }
  const isEvident = isListType(type)
    ? listCheck(checkOf(type.ofType, inside))
    : isInputObjectType(type)
      ? objectCheck(type, inside)
      : namedCheck(type)
  return (value) => value === undefined || value === null || isEvident(value)
}

const listCheck =
  (isEvident: IsEvident): IsEvident =>
  (value) =>
    Array.isArray(value) && value.every((item) => item !== undefined && isEvident(item))

function objectCheck(type: GraphQLInputType, inside: ReadonlySet<string>): IsEvident {
  if (!isInputObjectType(type) || type.isOneOf || inside.has(type.name)) return never
  const within = new Set([...inside, type.name])
  const fields = Object.values(type.getFields()).map(({ name, type: fieldType, defaultValue }) => {
    const isEvident = checkOf(fieldType, within)
    const check: IsEvident = (value) =>
      (value === undefined && defaultValue !== undefined) || isEvident(value)
    return [name, check] as const
  })
  const known = new Set(fields.map(([name]) => name))
  return (value) =>
    isObject(value) &&
    Object.keys(value).every((key) => known.has(key)) &&
    fields.every(([name, isEvident]) => isEvident(value[name]))
}

/** Tells whether variables need no coercion; where it says no they may still be allowed. */
export function compileEvidence(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
): (variables: Variables) => boolean {
  const checks = definitions.map(({ variable, type: node, defaultValue }) => {
    const type = typeFromAST(schema, node)
    const isEvident = type === undefined ? never : checkOf(type as GraphQLInputType)
    return { name: variable.name.value, isEvident, hasDefault: defaultValue !== undefined }
  })
  return (variables) => {
    for (const { name, isEvident, hasDefault } of checks) {
      const value = variables[name]
      if (!(value === undefined && hasDefault) && !isEvident(value)) return false
    }
    return true
  }
}
