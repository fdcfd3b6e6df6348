// The rules that an operation is subject to, so that they are decided before it runs.
import type { Role } from '@ticketing/session'
import {
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { Access } from '../access/access.js'
import { decideByRole } from '../access/decide.js'
import { ruleOf } from '../access/rules.js'

// What is asked of an interface is asked of whatever type the record turns out to be of.
function typesBehind(schema: GraphQLSchema, type: GraphQLCompositeType): readonly GraphQLObjectType[] {
  if (isAbstractType(type)) return schema.getPossibleTypes(type)
  return isObjectType(type) ? [type] : []
}

/** Each rule of each field that the valid document may come to ask for, once. */
export function rulesIn(schema: GraphQLSchema, document: DocumentNode): readonly Access[] {
  const rules = new Set<Access>()
  const types = new TypeInfo(schema)
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        const parent = types.getParentType()
        for (const type of parent ? typesBehind(schema, parent) : []) {
          const rule = ruleOf(type, name.value)
          if (rule) rules.add(rule)
        }
      },
    }),
  )
  return [...rules]
}

/** Whether none of the rules refuses a caller of this role (null: a guest) without looking at a record. */
export function createRoleCheck(rules: readonly Access[]): (role: Role | null) => boolean {
  const known = new Map<Role | null, boolean>()
  return (role) => {
    let passes = known.get(role)
    if (passes === undefined) {
      passes = rules.every((rule) => decideByRole(rule, role) !== 'refused')
      known.set(role, passes)
    }
    return passes
  }
}
