// What an operation asks of an object of one type: each response key, and what stands under it.
import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isUnionType,
  type SelectionSetNode,
} from 'graphql'
import type { RefusalOf } from '../access/audience.js'
import type { FieldAccess } from '../access/field-access.js'
import { type ConditionValues, collectFields, type Operation, selectionSetsOf } from './collect-fields.js'
import { isTypeWithin } from './type-condition.js'

interface Known {
  /** Such as `Product.name`. */
  readonly coordinate: string
  readonly type: GraphQLOutputType
}

export type AskedField = { readonly key: string } & (
  | { readonly kind: 'typename' }
  /** Of the schema itself, which answers it: only the key's place. */
  | { readonly kind: 'introspection' }
  | ({ readonly kind: 'field'; readonly sets: readonly SelectionSetNode[] } & Known)
  /** Not fetched, since whoever asks may not see it. */
  | ({ readonly kind: 'refused'; readonly access: FieldAccess } & Known)
)

/** The selection sets are those of all fields that were merged under one key. */
export type AskedFields = (type: GraphQLCompositeType, sets: readonly SelectionSetNode[]) => AskedField[]

function askedField(
  type: GraphQLCompositeType,
  key: string,
  nodes: readonly FieldNode[],
  refusalOf: RefusalOf | null,
): AskedField[] {
  const name = nodes[0]?.name.value ?? ''
  if (name === '__typename') return [{ kind: 'typename', key }]
  if (name.startsWith('__')) return [{ kind: 'introspection', key }]
  const field = isUnionType(type) ? undefined : type.getFields()[name]
  if (field === undefined) return []
  const known = { key, coordinate: `${type.name}.${name}`, type: field.type }
  const access = refusalOf?.(type.name, name)
  if (access !== undefined) return [{ kind: 'refused', ...known, access }]
  return [{ kind: 'field', ...known, sets: selectionSetsOf(nodes) }]
}

/** What an answer is made for. */
export interface AskedOperation {
  /** What clients see. */
  readonly schema: GraphQLSchema
  /** As the client asked it. */
  readonly operation: Operation
  /** What of it was never fetched; null: nothing. */
  readonly refusalOf: RefusalOf | null
}

/** For one set of values of the variables in @skip and @include. */
export const askedFieldsOf =
  ({ schema, operation: { fragments }, refusalOf }: AskedOperation, values: ConditionValues): AskedFields =>
  (type, sets) => {
    const applies = (condition: string) => isTypeWithin(schema, type.name, condition)
    const collected = collectFields(sets, { fragments, values, applies })
    return [...collected].flatMap(([key, nodes]) => askedField(type, key, nodes, refusalOf))
  }
