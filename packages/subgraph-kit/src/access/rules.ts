// The rules of a schema's fields, as they were declared.
import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql'
import { type Access, declaredAccess } from './access.js'

/** The rule of a field of one of our types; null for a field that is public. */
export function ruleOf(type: GraphQLObjectType, fieldName: string): Access | null {
  const field = type.getFields()[fieldName]
  const access = field && declaredAccess(field.extensions, type.extensions)
  return access === undefined || access.kind === 'public' ? null : access
}

export interface RuledField {
  readonly type: GraphQLObjectType
  readonly name: string
  readonly access: Access
}

/** Every field that is not public. */
export function ruledFields(schema: GraphQLSchema): RuledField[] {
  const types = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('_'))
  return types.flatMap((type) =>
    Object.keys(type.getFields()).flatMap((name) => {
      const access = ruleOf(type, name)
      return access ? [{ type, name, access }] : []
    }),
  )
}
