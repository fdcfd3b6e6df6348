// An operation without the fields that its audience is refused: what is planned, and so all that is ever fetched.
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import type { Operation } from '../execution/collect-fields.js'
import type { RefusalOf } from './audience.js'

/** Where a selection stands: the type that the schema says, and which of its types an object there may be of. */
interface Place {
  readonly type: GraphQLCompositeType
  readonly possible: readonly GraphQLObjectType[]
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }

const onType = (name: string, selections: readonly SelectionNode[]): SelectionNode => ({
  kind: Kind.INLINE_FRAGMENT,
  typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } },
  selectionSet: { kind: Kind.SELECTION_SET, selections },
})

class Filter {
  readonly #schema: GraphQLSchema
  readonly #fragments: Operation['fragments']
  readonly #refusalOf: RefusalOf
  dropped = 0

  constructor(schema: GraphQLSchema, { fragments }: Operation, refusalOf: RefusalOf) {
    this.#schema = schema
    this.#fragments = fragments
    this.#refusalOf = refusalOf
  }

  placeOf(type: GraphQLCompositeType): Place {
    return { type, possible: isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [type] }
  }

  selectionsIn({ selections }: SelectionSetNode, place: Place): SelectionNode[] {
    return selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return this.#field(selection, place)
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value)
      if (fragment === undefined) return []
      const { typeCondition, selectionSet } = fragment
      const narrowed = this.#narrowed(place, typeCondition?.name.value)
      const kept = narrowed.possible.length === 0 ? [] : this.selectionsIn(selectionSet, narrowed)
      if (kept.length === 0) return []
      const inline = { kind: Kind.INLINE_FRAGMENT, typeCondition, directives: selection.directives } as const
      return [{ ...inline, selectionSet: { kind: Kind.SELECTION_SET, selections: kept } }]
    })
  }

  #narrowed(place: Place, condition: string | undefined): Place {
    const type = condition === undefined ? undefined : this.#schema.getType(condition)
    if (!isCompositeType(type)) return place
    const within = this.placeOf(type).possible
    return { type, possible: place.possible.filter((one) => within.includes(one)) }
  }

  /** Where only some of the types may be asked, it is asked of each of them. */
  #field(node: FieldNode, { type, possible }: Place): SelectionNode[] {
    const name = node.name.value
    if (name.startsWith('__')) return [node]
    const allowed = possible.filter((one) => this.#refusalOf(one.name, name) === undefined)
    if (allowed.length === possible.length) return this.#keptField(node, type)
    this.dropped += 1
    return allowed.map((one) => onType(one.name, this.#keptField(node, one)))
  }

  #keptField(node: FieldNode, parent: GraphQLCompositeType): SelectionNode[] {
    const field = isUnionType(parent) ? undefined : parent.getFields()[node.name.value]
    const type = field && getNamedType(field.type)
    if (node.selectionSet === undefined || !isCompositeType(type)) return [node]
    const before = this.dropped
    const kept = this.selectionsIn(node.selectionSet, this.placeOf(type))
    // Whether there is an object, and of which type, is still to be known where all that was asked of it is refused.
    const isNeeded = this.dropped > before || isAbstractType(type) || kept.length === 0
    const selections = isNeeded ? [TYPENAME, ...kept] : kept
    return [{ ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } }]
  }
}

/** The operation alone, its fragments written out; null where nothing of it is refused. It may be empty. */
export function filterOperation(
  schema: GraphQLSchema,
  operation: Operation,
  refusalOf: RefusalOf,
): OperationDefinitionNode | null {
  const { definition } = operation
  const root = schema.getRootType(definition.operation)
  if (!root) return null
  const filter = new Filter(schema, operation, refusalOf)
  const selections = filter.selectionsIn(definition.selectionSet, filter.placeOf(root))
  if (filter.dropped === 0) return null
  return { ...definition, selectionSet: { kind: Kind.SELECTION_SET, selections } }
}

const asksSubgraphs = ({ selections }: SelectionSetNode): boolean =>
  selections.some((selection) =>
    selection.kind === Kind.FIELD
      ? !selection.name.value.startsWith('__')
      : selection.kind === Kind.INLINE_FRAGMENT && asksSubgraphs(selection.selectionSet),
  )

/** What is planned of a filtered operation; null: no subgraph has anything to do. */
export const toPlannedDocument = (filtered: OperationDefinitionNode): DocumentNode | null =>
  asksSubgraphs(filtered.selectionSet) ? { kind: Kind.DOCUMENT, definitions: [filtered] } : null
