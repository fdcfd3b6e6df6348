// A shape as a tree, so that a value can be walked along it.
import type { Shape } from './backend-contract.js'

export interface ShapeNode {
  readonly types: ReadonlySet<string>
  readonly fields: ReadonlyMap<string, ShapeNode>
  /** What any other key holds. */
  readonly rest: ShapeNode | null
  readonly items: ShapeNode | null
}

interface Growing {
  types: ReadonlySet<string>
  readonly fields: Map<string, Growing>
  rest: Growing | null
  items: Growing | null
}

const trees = new WeakMap<Shape, ShapeNode>()

/** Grown once a shape. */
export function treeOf(shape: Shape): ShapeNode {
  const known = trees.get(shape)
  if (known !== undefined) return known
  const root = seedling()
  for (const [path, types] of Object.entries(shape)) nodeAt(root, path).types = new Set(types.split('|'))
  trees.set(shape, root)
  return root
}

// Any, for what stands between two described fields without being described.
const seedling = (): Growing => ({ types: new Set(['any']), fields: new Map(), rest: null, items: null })

function nodeAt(root: Growing, path: string): Growing {
  const steps = path === '$' ? [] : (path.match(/\[\]|[^.[\]]+/g) ?? [])
  return steps.reduce(stepInto, root)
}

function stepInto(node: Growing, step: string): Growing {
  if (step === '[]') {
    node.items ??= seedling()
    return node.items
  }
  if (step === '*') {
    node.rest ??= seedling()
    return node.rest
  }
  const next = node.fields.get(step) ?? seedling()
  node.fields.set(step, next)
  return next
}
