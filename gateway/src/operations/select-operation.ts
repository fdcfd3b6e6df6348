// From a text to the one operation that is meant: the rest of the document is dropped before anything looks at it.
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql'
import { RequestFault, requestFault } from '../http/request-fault.js'

const MAX_TOKENS = 10_000

/** One operation, and the fragments that it uses. */
export interface SelectedOperation {
  readonly definition: OperationDefinitionNode
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
}

function parseText(text: string): DocumentNode {
  try {
    return parse(text, { maxTokens: MAX_TOKENS })
  } catch (fault) {
    if (fault instanceof GraphQLError) throw new RequestFault('GRAPHQL_PARSE_FAILED', [fault])
    // The parser calls itself for each level.
    if (fault instanceof RangeError) {
      throw requestFault('GRAPHQL_PARSE_FAILED', 'Syntax Error: The document is nested too deeply.')
    }
    throw fault
  }
}

function findOperation({ definitions }: DocumentNode, name: string | null): OperationDefinitionNode {
  const operations = definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
  const meant = name === null ? operations : operations.filter((node) => node.name?.value === name)
  const [found, another] = meant
  if (found !== undefined && another === undefined) return found
  const names = operations.map((node) => node.name?.value ?? '(without a name)')
  const reason =
    name === null
      ? 'operationName is missing'
      : found === undefined
        ? `There is no operation ${name}`
        : `There are several operations ${name}`
  throw requestFault('OPERATION_RESOLUTION_FAILURE', `${reason}; the document has ${names.join(', ')}.`)
}

function fragmentsByName({ definitions }: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const node of definitions) {
    if (node.kind !== Kind.FRAGMENT_DEFINITION) continue
    const name = node.name.value
    if (fragments.has(name)) {
      throw requestFault('GRAPHQL_VALIDATION_FAILED', `There can be only one fragment named "${name}".`)
    }
    fragments.set(name, node)
  }
  return fragments
}

/** Iterative: a chain of fragments may be as long as the document. */
function usedFragments(
  document: DocumentNode,
  { selectionSet }: OperationDefinitionNode,
): Map<string, FragmentDefinitionNode> {
  const all = fragmentsByName(document)
  const used = new Map<string, FragmentDefinitionNode>()
  const open: SelectionSetNode[] = [selectionSet]
  for (let set = open.pop(); set !== undefined; set = open.pop()) {
    for (const selection of set.selections) {
      if (selection.kind !== Kind.FRAGMENT_SPREAD) {
        if (selection.selectionSet) open.push(selection.selectionSet)
        continue
      }
      const fragment = all.get(selection.name.value)
      if (fragment === undefined || used.has(selection.name.value)) continue
      used.set(selection.name.value, fragment)
      open.push(fragment.selectionSet)
    }
  }
  return used
}

/** Throws a RequestFault when the text is no document, or when it cannot be told which operation is meant. */
export function selectOperation(text: string, operationName: string | null): SelectedOperation {
  const document = parseText(text)
  const definition = findOperation(document, operationName)
  return { definition, fragments: usedFragments(document, definition) }
}

/** The document that holds nothing else. */
export function toDocument({ definition, fragments }: SelectedOperation): DocumentNode {
  return { kind: Kind.DOCUMENT, definitions: [definition, ...fragments.values()] }
}
