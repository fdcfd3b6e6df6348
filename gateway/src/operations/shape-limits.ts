// How large an operation may be, told from its text alone: before validation and planning, which take their time for
// every field that fragments unfold to. Each fragment is measured once, so that doubling fragments cost nothing here.
import { Kind, type SelectionNode, type SelectionSetNode } from 'graphql'
import type { SelectedOperation } from './select-operation.js'
import { requireAtMost } from './too-complex.js'

interface Shape {
  /** Fields within fields; those of introspection do not count, for which graphql-js has a rule. */
  readonly depth: number
  /** Fields and fragments within one another. */
  readonly nesting: number
  /** Counted wherever a fragment is spread. */
  readonly fields: number
  readonly aliases: number
  /** Fields right here, through fragments too. */
  readonly width: number
}

const NOTHING: Shape = { depth: 0, nesting: 0, fields: 0, aliases: 0, width: 0 }

/** Refused above these; fragments count wherever they are spread. */
export interface ShapeLimits {
  readonly depth: number
  readonly nesting: number
  readonly rootFields: number
  readonly fields: number
  readonly aliases: number
}

/** Real clients' operations have about a hundred fields; GraphiQL's introspection has about three hundred. */
const SHAPE_LIMITS: ShapeLimits = { depth: 15, nesting: 50, rootFields: 20, fields: 1_000, aliases: 200 }

function measurer(fragments: SelectedOperation['fragments']): (set: SelectionSetNode) => Shape {
  const measured = new Map<string, Shape>()

  function ofFragment(name: string): Shape {
    const known = measured.get(name)
    if (known !== undefined) return known
    // A cycle is refused by validation; it must not be walked here either.
    measured.set(name, NOTHING)
    const fragment = fragments.get(name)
    const shape = fragment === undefined ? NOTHING : ofSet(fragment.selectionSet)
    measured.set(name, shape)
    return shape
  }

  function ofSelection(selection: SelectionNode): Shape {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value)
    if (selection.kind === Kind.INLINE_FRAGMENT) return ofSet(selection.selectionSet)
    const inner = selection.selectionSet === undefined ? NOTHING : ofSet(selection.selectionSet)
    return {
      depth: selection.name.value.startsWith('__') ? 0 : inner.depth + 1,
      nesting: inner.nesting,
      fields: inner.fields + 1,
      aliases: inner.aliases + (selection.alias === undefined ? 0 : 1),
      width: 1,
    }
  }

  function ofSet({ selections }: SelectionSetNode): Shape {
    let { depth, nesting, fields, aliases, width } = NOTHING
    for (const selection of selections) {
      const shape = ofSelection(selection)
      depth = Math.max(depth, shape.depth)
      nesting = Math.max(nesting, shape.nesting)
      fields += shape.fields
      aliases += shape.aliases
      width += shape.width
    }
    return { depth, nesting: nesting + 1, fields, aliases, width }
  }
  return ofSet
}

/** Throws OPERATION_TOO_COMPLEX. Takes time linear in the length of the document. */
export function checkShape(
  { definition, fragments }: SelectedOperation,
  limits: ShapeLimits = SHAPE_LIMITS,
): void {
  const shape = measurer(fragments)(definition.selectionSet)
  requireAtMost(limits.depth, shape.depth, 'depth')
  requireAtMost(limits.nesting, shape.nesting, 'depth')
  requireAtMost(limits.rootFields, shape.width, 'rootFields')
  requireAtMost(limits.fields, shape.fields, 'fields')
  requireAtMost(limits.aliases, shape.aliases, 'aliases')
}
