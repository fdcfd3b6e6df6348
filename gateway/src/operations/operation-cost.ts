// What an operation may cost: every field counts as often as the lists around it may repeat it. Worked out once for an
// operation; only where a list's length comes from the client is it a function of the variables.
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql'
import type { SelectedOperation } from './select-operation.js'

/** What the operations of real clients stay far below. */
export const MAX_COST = 20_000

/** How many items a list is taken to have that cannot be told how many to give. */
const ASSUMED_LENGTH = 10

type Variables = Readonly<Record<string, unknown>>
/** A function only where the length of a list is a variable. */
type Amount = number | ((variables: Variables) => number)

/** The cost of an operation with a client's variables, as they came. */
export interface OperationCost {
  /** The variables that it depends on. */
  readonly variables: ReadonlySet<string>
  of(variables: Variables): number
}

// A connection's own argument says how long the lists right inside it are.
const isPageOf = (name: string): boolean => name === 'nodes' || name === 'edges'

const toLength = (value: unknown): number => (typeof value === 'number' && value > 0 ? value : ASSUMED_LENGTH)

const amountWith = (amount: Amount, variables: Variables): number =>
  typeof amount === 'number' ? amount : amount(variables)

function sumOf(amounts: readonly Amount[]): Amount {
  const fixed = amounts.reduce<number>((sum, amount) => (typeof amount === 'number' ? sum + amount : sum), 0)
  const open = amounts.filter((amount) => typeof amount !== 'number')
  if (open.length === 0) return fixed
  return (variables) => open.reduce((sum, amount) => sum + amount(variables), fixed)
}

function times(length: Amount, inner: Amount): Amount {
  if (typeof length === 'number' && typeof inner === 'number') return 1 + length * inner
  return (variables) => 1 + amountWith(length, variables) * amountWith(inner, variables)
}

class CostModel {
  readonly variables = new Set<string>()
  readonly #schema: GraphQLSchema
  readonly #fragments: SelectedOperation['fragments']
  readonly #defaults: Variables
  readonly #known = new Map<string, Amount>()

  constructor(schema: GraphQLSchema, { definition, fragments }: SelectedOperation) {
    this.#schema = schema
    this.#fragments = fragments
    this.#defaults = Object.fromEntries(
      (definition.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
        defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
      ),
    )
  }

  #lengthOf(node: FieldNode, field: GraphQLField<unknown, unknown>): Amount {
    const first = field.args.find((argument) => argument.name === 'first')
    if (first === undefined) {
      const isList = isListType(getNullableType(field.type))
      return isList && !isPageOf(field.name) ? ASSUMED_LENGTH : 1
    }
    const given = node.arguments?.find((argument) => argument.name.value === 'first')?.value
    if (given === undefined) return toLength(first.defaultValue)
    if (given.kind !== Kind.VARIABLE) return toLength(valueFromASTUntyped(given))
    const name = given.name.value
    this.variables.add(name)
    const otherwise = toLength(this.#defaults[name] ?? first.defaultValue)
    return (variables) => (variables[name] === undefined ? otherwise : toLength(variables[name]))
  }

  #field(node: FieldNode, parent: GraphQLNamedType | undefined): Amount {
    // Introspection has a shape of its own and costs no fetch.
    if (node.name.value.startsWith('__')) return 0
    const field =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined
    if (field === undefined || node.selectionSet === undefined) return 1
    return times(this.#lengthOf(node, field), this.ofSet(node.selectionSet, getNamedType(field.type)))
  }

  #fragment(name: string): Amount {
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const fragment = this.#fragments.get(name)
    const amount =
      fragment === undefined
        ? 0
        : this.ofSet(fragment.selectionSet, this.#schema.getType(fragment.typeCondition.name.value))
    this.#known.set(name, amount)
    return amount
  }

  ofSet({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined): Amount {
    return sumOf(
      selections.map((selection) => {
        if (selection.kind === Kind.FIELD) return this.#field(selection, parent)
        if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#fragment(selection.name.value)
        const condition = selection.typeCondition?.name.value
        return this.ofSet(
          selection.selectionSet,
          condition === undefined ? parent : this.#schema.getType(condition),
        )
      }),
    )
  }
}

/** For a valid operation within the limits of its shape. */
export function costOf(schema: GraphQLSchema, operation: SelectedOperation): OperationCost {
  const { operation: kind, selectionSet } = operation.definition
  const model = new CostModel(schema, operation)
  const amount = model.ofSet(selectionSet, schema.getRootType(kind) ?? undefined)
  return { variables: model.variables, of: (variables) => amountWith(amount, variables) }
}
