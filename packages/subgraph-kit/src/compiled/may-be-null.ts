// Whether the schema allows null at a place of an answer.
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

interface Selection {
  readonly parent: string
  readonly field: FieldNode
}

const fragmentsOf = (document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  )

function* fieldsIn(
  { selections }: SelectionSetNode,
  parent: string,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Generator<Selection> {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) yield { parent, field: selection }
    else {
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
      const under = fragment?.typeCondition?.name.value ?? parent
      if (fragment) yield* fieldsIn(fragment.selectionSet, under, fragments)
    }
  }
}

/**
 * For the paths of one operation's answers. Fields of one response name have one nullability, whatever type they are
 * on: validation sees to it. A place that is not found may be null.
 */
export function createMayBeNull(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): (path: readonly (string | number)[]) => boolean {
  const fragments = fragmentsOf(document)

  const typeOf = ({ parent, field }: Selection): GraphQLOutputType | undefined => {
    const type = schema.getType(parent)
    if (!isObjectType(type) && !isInterfaceType(type)) return undefined
    return type.getFields()[field.name.value]?.type
  }

  return (path) => {
    const root = schema.getRootType(operation.operation)?.name ?? ''
    let fields = [...fieldsIn(operation.selectionSet, root, fragments)]
    let type: GraphQLOutputType | undefined
    for (const key of path) {
      if (typeof key === 'number') {
        const list: GraphQLOutputType | undefined = isNonNullType(type) ? type.ofType : type
        type = isListType(list) ? list.ofType : undefined
        continue
      }
      const found = fields.filter(({ field }) => (field.alias ?? field.name).value === key)
      type = found.map(typeOf).find((each) => each !== undefined)
      fields = found.flatMap((each) => {
        const inner = typeOf(each)
        const { selectionSet } = each.field
        return inner && selectionSet ? [...fieldsIn(selectionSet, getNamedType(inner).name, fragments)] : []
      })
    }
    return !isNonNullType(type)
  }
}
