// What an operation asks of an object of one type: each response key, and what stands under it.
import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isUnionType,
  type SelectionSetNode,
} from 'graphql'
import { type ConditionValues, collectFields, type Operation, selectionSetsOf } from './collect-fields.js'
import { isTypeWithin } from './type-condition.js'

export type AskedField = { readonly key: string } & (
  | { readonly kind: 'typename' }
  /** Of the schema itself, which answers it: only the key's place. */
  | { readonly kind: 'introspection' }
  | {
      readonly kind: 'field'
      /** Such as `Product.name`, for messages. */
      readonly coordinate: string
      readonly type: GraphQLOutputType
      readonly sets: readonly SelectionSetNode[]
    }
)

/** The selection sets are those of all fields that were merged under one key. */
export type AskedFields = (type: GraphQLCompositeType, sets: readonly SelectionSetNode[]) => AskedField[]

function askedField(type: GraphQLCompositeType, key: string, nodes: readonly FieldNode[]): AskedField[] {
  const name = nodes[0]?.name.value ?? ''
  if (name === '__typename') return [{ kind: 'typename', key }]
  if (name.startsWith('__')) return [{ kind: 'introspection', key }]
  const field = isUnionType(type) ? undefined : type.getFields()[name]
  if (field === undefined) return []
  const coordinate = `${type.name}.${name}`
  return [{ kind: 'field', key, coordinate, type: field.type, sets: selectionSetsOf(nodes) }]
}

/** For one set of values of the variables in @skip and @include. The schema is the one that clients see. */
export const askedFieldsOf =
  (schema: GraphQLSchema, { fragments }: Operation, values: ConditionValues): AskedFields =>
  (type, sets) => {
    const applies = (condition: string) => isTypeWithin(schema, type.name, condition)
    const collected = collectFields(sets, { fragments, values, applies })
    return [...collected].flatMap(([key, nodes]) => askedField(type, key, nodes))
  }
