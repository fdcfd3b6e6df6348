// Which fields of its answer a resolver was asked for, so that it reads no more than that.
import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql'

/** Fields of a product that are read by themselves, whatever is known of it: no reason to read the rest. */
export const READ_APART = ['price', 'listPrice', 'discountRate', 'stock', 'inStock', 'translations'] as const

function* namesIn(
  selections: SelectionSetNode | undefined,
  fragments: GraphQLResolveInfo['fragments'],
): Generator<string> {
  for (const selection of selections?.selections ?? []) {
    if (selection.kind === Kind.FIELD) yield selection.name.value
    else if (selection.kind === Kind.INLINE_FRAGMENT) yield* namesIn(selection.selectionSet, fragments)
    else yield* namesIn(fragments[selection.name.value]?.selectionSet, fragments)
  }
}

/** Whether any field beyond the known ones is asked for. A field under @skip counts as asked for. */
export function asksBeyond(
  known: ReadonlySet<string>,
  { fieldNodes, fragments }: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>,
): boolean {
  return fieldNodes.some((node) =>
    [...namesIn(node.selectionSet, fragments)].some((name) => !known.has(name)),
  )
}
