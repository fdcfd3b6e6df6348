// Which values a leaf may have in the answer. Subgraphs have serialised them; here it is only looked at.
import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  GraphQLString,
  isEnumType,
} from 'graphql'

type IsValid = (value: unknown) => boolean

const isText: IsValid = (value) => typeof value === 'string'

const BUILT_IN: ReadonlyMap<string, IsValid> = new Map<string, IsValid>([
  [GraphQLInt.name, (value) => Number.isInteger(value)],
  [GraphQLFloat.name, (value) => Number.isFinite(value)],
  [GraphQLBoolean.name, (value) => typeof value === 'boolean'],
  [GraphQLString.name, isText],
  [GraphQLID.name, (value) => isText(value) || Number.isInteger(value)],
])

/** Null: any value is valid (a custom scalar). A value of an enum that clients do not know is not. */
export function leafCheck(type: GraphQLLeafType): IsValid | null {
  if (isEnumType(type)) return (value) => typeof value === 'string' && type.getValue(value) !== undefined
  return BUILT_IN.get(type.name) ?? null
}
