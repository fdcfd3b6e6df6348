// Whether an object of the answer is of a type, by the name that it carries.
import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql'
import type { AnswerObject } from './answer-tree.js'

export type TypeKnowledge = Pick<GraphQLSchema, 'getType' | 'isSubType'>

/** Also what implements or belongs to an abstract type is of that type. */
export function isTypeWithin(schema: TypeKnowledge, name: string, condition: string): boolean {
  if (name === condition) return true
  const type = schema.getType(name)
  const wanted = schema.getType(condition)
  if (wanted === undefined || !isAbstractType(wanted)) return false
  return (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wanted, type)
}

/** `ifUnnamed`: the answer for an object without a __typename (default false). */
export function isOfType(
  schema: TypeKnowledge,
  object: AnswerObject,
  condition: string,
  ifUnnamed = false,
): boolean {
  const name = object.__typename
  return typeof name === 'string' ? isTypeWithin(schema, name, condition) : ifUnnamed
}
