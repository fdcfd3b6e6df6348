// The fields that an operation asks of an object of one type, as the GraphQL spec collects them, and its conditions.
import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'

export interface Operation {
  readonly definition: OperationDefinitionNode
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
}

/** Null where the document has no such operation. */
export function findOperation(document: DocumentNode, name: string | null): Operation | null {
  const definition = document.definitions.find(
    (node): node is OperationDefinitionNode =>
      node.kind === Kind.OPERATION_DEFINITION && (name === null || node.name?.value === name),
  )
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  )
  return definition === undefined ? null : { definition, fragments }
}

export const isCondition = ({ name }: DirectiveNode): boolean =>
  name.value === 'skip' || name.value === 'include'

const ifOf = (directive: DirectiveNode) =>
  directive.arguments?.find((argument) => argument.name.value === 'if')?.value

/** The operation's variables that @skip and @include read in it or in any fragment, sorted. */
export function conditionVariables({ definition, fragments }: Operation): string[] {
  const names = new Set<string>()
  for (const part of [definition, ...fragments.values()]) {
    visit(part, {
      Directive(node) {
        const value = isCondition(node) ? ifOf(node) : undefined
        if (value?.kind === Kind.VARIABLE) names.add(value.name.value)
      },
    })
  }
  const declared = definition.variableDefinitions?.map(({ variable }) => variable.name.value) ?? []
  return declared.filter((name) => names.has(name)).sort()
}

export type ConditionValues = Readonly<Record<string, unknown>>

/** Throws BAD_USER_INPUT where a condition's variable may be null and is. */
export function checkConditions(values: ConditionValues): void {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'boolean') continue
    throw new GraphQLError(`Variable "$${name}" must not be null: @skip or @include reads it.`, {
      extensions: { code: 'BAD_USER_INPUT' },
    })
  }
}

function holds(directive: DirectiveNode, values: ConditionValues): boolean {
  const value = ifOf(directive)
  const given = value?.kind === Kind.VARIABLE ? values[value.name.value] : undefined
  const result = value?.kind === Kind.BOOLEAN ? value.value : given === true
  return result === (directive.name.value === 'include')
}

/** Whether no @skip and no @include leaves it out. */
export const isAsked = ({ directives }: SelectionNode, values: ConditionValues): boolean =>
  directives === undefined ||
  directives.every((directive) => !isCondition(directive) || holds(directive, values))

export interface CollectOptions {
  readonly fragments: Operation['fragments']
  readonly values: ConditionValues
  /** Whether a fragment on this type is for the object. */
  readonly applies: (typeCondition: string) => boolean
}

/** All fields under each response key, in the order in which the keys appear first. */
export function collectFields(
  sets: readonly SelectionSetNode[],
  options: CollectOptions,
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>()
  const spread = new Set<string>()
  const collect = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (!isAsked(selection, options.values)) continue
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value
        const known = fields.get(key)
        if (known === undefined) fields.set(key, [selection])
        else known.push(selection)
        continue
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(selection.name.value)
      const condition = fragment?.typeCondition?.name.value
      if (fragment !== undefined && (condition === undefined || options.applies(condition)))
        collect(fragment.selectionSet)
    }
  }
  const fragmentOf = (name: string) => {
    if (spread.has(name)) return undefined
    spread.add(name)
    return options.fragments.get(name)
  }
  for (const set of sets) collect(set)
  return fields
}

export const selectionSetsOf = (nodes: readonly FieldNode[]): SelectionSetNode[] =>
  nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
