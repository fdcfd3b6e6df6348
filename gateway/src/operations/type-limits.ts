// How much work planning may be: the planner looks at a field on an interface or a union once for each type that it may
// be, and so on below it.
import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import type { SelectedOperation } from './select-operation.js'
import { requireAtMost } from './too-complex.js'

/** Fields, each as often as there are types for it. */
const MAX_TYPED_FIELDS = 3_000

function counter(schema: GraphQLSchema, fragments: SelectedOperation['fragments']) {
  const counted = new Map<string, number>()

  function ofFragment(name: string): number {
    const known = counted.get(name)
    if (known !== undefined) return known
    const fragment = fragments.get(name)
    const count =
      fragment === undefined
        ? 0
        : ofSet(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))
    counted.set(name, count)
    return count
  }

  function ofSet({ selections }: SelectionSetNode, type: GraphQLNamedType | undefined): number {
    const types = isAbstractType(type) ? Math.max(1, schema.getPossibleTypes(type).length) : 1
    let count = 0
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) count += ofFragment(selection.name.value)
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value
        count += ofSet(selection.selectionSet, condition === undefined ? type : schema.getType(condition))
      } else {
        const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {}
        const field = fields[selection.name.value]
        const below =
          selection.selectionSet && field ? ofSet(selection.selectionSet, getNamedType(field.type)) : 0
        count += types * (1 + below)
      }
    }
    return count
  }
  return ofSet
}

/** For a valid operation. Throws OPERATION_TOO_COMPLEX. */
export function checkTypedFields(
  schema: GraphQLSchema,
  { definition, fragments }: SelectedOperation,
  most = MAX_TYPED_FIELDS,
): void {
  const root = schema.getRootType(definition.operation) ?? undefined
  requireAtMost(most, counter(schema, fragments)(definition.selectionSet, root), 'fields')
}
