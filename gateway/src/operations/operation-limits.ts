// How much one operation may ask for, measured before anything is planned or fetched.
import { CodedError } from '@ticketing/service-kit'
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql'

/** Refused above these. `cost` counts every field as often as the lists around it may repeat it. */
export interface OperationLimits {
  readonly depth: number
  readonly cost: number
  readonly rootFields: number
}

/** What the operations of real clients stay far below. */
export const OPERATION_LIMITS: OperationLimits = { depth: 15, cost: 20_000, rootFields: 20 }

/** How many items a list is taken to have that cannot be told how many to give. */
const ASSUMED_LENGTH = 10

interface Measure {
  readonly depth: number
  readonly cost: number
}
const NOTHING: Measure = { depth: 0, cost: 0 }

interface Operation {
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Readonly<Record<string, unknown>>
}

// A connection's own argument says how long the lists right inside it are.
const isPageOf = (name: string): boolean => name === 'nodes' || name === 'edges'

function measurer({ schema, document, variables }: Operation) {
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  )
  // A fragment is measured once, however often it is spread: doubling fragments cost no time here.
  const measured = new Map<string, Measure>()

  function lengthOf(node: FieldNode, field: GraphQLField<unknown, unknown>): number {
    const first = field.args.find((argument) => argument.name === 'first')
    if (first !== undefined) {
      const given = node.arguments?.find((argument) => argument.name.value === 'first')
      const value = given ? valueFromASTUntyped(given.value, variables) : first.defaultValue
      return typeof value === 'number' && value > 0 ? value : ASSUMED_LENGTH
    }
    const isList = isListType(getNullableType(field.type))
    return isList && !isPageOf(field.name) ? ASSUMED_LENGTH : 1
  }

  function ofField(node: FieldNode, parent: GraphQLNamedType | undefined): Measure {
    // Introspection has a shape of its own and costs no fetch.
    if (node.name.value.startsWith('__')) return NOTHING
    const field =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined
    if (field === undefined || node.selectionSet === undefined) return { depth: 1, cost: 1 }
    const inner = ofSelections(node.selectionSet, getNamedType(field.type))
    return { depth: 1 + inner.depth, cost: 1 + lengthOf(node, field) * inner.cost }
  }

  function ofFragment(name: string): Measure {
    const known = measured.get(name)
    if (known !== undefined) return known
    const fragment = fragments.get(name)
    // A cycle is refused by validation; it must not be walked here either.
    measured.set(name, NOTHING)
    const measure = fragment
      ? ofSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))
      : NOTHING
    measured.set(name, measure)
    return measure
  }

  function ofSelections({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined): Measure {
    let depth = 0
    let cost = 0
    for (const selection of selections) {
      const part =
        selection.kind === Kind.FIELD
          ? ofField(selection, parent)
          : selection.kind === Kind.FRAGMENT_SPREAD
            ? ofFragment(selection.name.value)
            : ofSelections(
                selection.selectionSet,
                selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : parent,
              )
      depth = Math.max(depth, part.depth)
      cost += part.cost
    }
    return { depth, cost }
  }
  return ofSelections
}

const refusal = (text: string, found: number, allowed: number): CodedError => {
  const facts = { found, allowed }
  return new CodedError('OPERATION_TOO_COMPLEX', text, { values: facts, extensions: facts })
}

const TOO_DEEP = 'The operation is nested too deeply ({found}, at most {allowed}).'
const TOO_COSTLY = 'The operation asks for too much ({found}, at most {allowed}).'
const TOO_WIDE = 'The operation has too many fields at its root ({found}, at most {allowed}).'

/** Throws OPERATION_TOO_COMPLEX when the operation, with these variables, goes beyond a limit. */
export function checkOperationLimits(operation: Operation, limits: OperationLimits): void {
  const { schema, operation: node } = operation
  const { depth, cost } = measurer(operation)(
    node.selectionSet,
    schema.getRootType(node.operation) ?? undefined,
  )
  if (depth > limits.depth) throw refusal(TOO_DEEP, depth, limits.depth)
  if (cost > limits.cost) throw refusal(TOO_COSTLY, cost, limits.cost)
  const rootFields = node.selectionSet.selections.length
  if (rootFields > limits.rootFields) {
    throw refusal(TOO_WIDE, rootFields, limits.rootFields)
  }
}
