// Which fields of its answer a resolver was asked for, so that it reads no more than that.
import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql'

type Fragments = GraphQLResolveInfo['fragments']

function* fieldsIn(selections: SelectionSetNode | undefined, fragments: Fragments): Generator<FieldNode> {
  for (const selection of selections?.selections ?? []) {
    if (selection.kind === Kind.FIELD) yield selection
    else if (selection.kind === Kind.INLINE_FRAGMENT) yield* fieldsIn(selection.selectionSet, fragments)
    else yield* fieldsIn(fragments[selection.name.value]?.selectionSet, fragments)
  }
}

function namesBelow(nodes: readonly FieldNode[], path: readonly string[], fragments: Fragments): Set<string> {
  const children = nodes.flatMap((node) => [...fieldsIn(node.selectionSet, fragments)])
  const [first, ...rest] = path
  if (first === undefined) return new Set(children.map(({ name }) => name.value))
  return namesBelow(
    children.filter(({ name }) => name.value === first),
    rest,
    fragments,
  )
}

// An operation is prepared once and run often, and its nodes stay the same.
const known = new WeakMap<FieldNode, Map<string, ReadonlySet<string>>>()

/**
 * The names of the fields that are asked of a resolver's answer, or of what lies below it along `path` (field names:
 * `nodes`). A field under @skip counts as asked for, and so does one for another type where the answer has several.
 */
export function askedFields(
  { fieldNodes, fragments }: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>,
  ...path: readonly string[]
): ReadonlySet<string> {
  const [node] = fieldNodes
  if (node === undefined || fieldNodes.length > 1) return namesBelow(fieldNodes, path, fragments)
  const ofNode = known.get(node) ?? new Map<string, ReadonlySet<string>>()
  known.set(node, ofNode)
  const key = path.join('.')
  const names = ofNode.get(key) ?? namesBelow(fieldNodes, path, fragments)
  ofNode.set(key, names)
  return names
}
