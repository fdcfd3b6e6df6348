// What an answer has that the contract does not say, and the other way round. Names fields and types, never values.
import type { Shape } from './backend-contract.js'
import { childField, wordOf } from './field-name.js'
import { type ShapeNode, treeOf } from './shape-tree.js'

export interface Difference {
  /** `unknown` is not in the contract, `missing` not in the answer, `type` in both and not the same. */
  readonly kind: 'unknown' | 'missing' | 'type'
  /** `data[].price`; '' is the whole answer. */
  readonly field: string
  /** The JSON type that the answer has; null where it has none. */
  readonly found: string | null
  /** The types that the contract allows, `number|string`; null where it allows none. */
  readonly expected: string | null
}

/** The answer's difference from the shape, each once however many elements have it. At most `MAX_DIFFERENCES`. */
export function differences(value: unknown, shape: Shape): readonly Difference[] {
  const found = new Map<string, Difference>()
  compare(value, treeOf(shape), '', (difference) => {
    const key = `${difference.kind} ${difference.field} ${difference.found}`
    if (found.size < MAX_DIFFERENCES) found.set(key, difference)
  })
  return [...found.values()]
}

/** Where an answer has gone wild, the first ones tell enough. */
const MAX_DIFFERENCES = 100

type Report = (difference: Difference) => void

function compare(value: unknown, node: ShapeNode, field: string, report: Report): void {
  if (node.types.has('any')) return
  const found = jsonType(value)
  if (!allows(node, found)) {
    report({ kind: 'type', field, found, expected: expectedOf(node) })
  } else if (Array.isArray(value)) {
    if (node.items !== null) for (const item of value) compare(item, node.items, `${field}[]`, report)
  } else if (typeof value === 'object' && value !== null) {
    compareFields(value, node, field, report)
  }
}

function compareFields(value: object, node: ShapeNode, field: string, report: Report): void {
  for (const [key, inner] of Object.entries(value)) {
    const known = node.fields.get(key)
    const at = childField(field, known ? key : wordOf(key))
    if (known) compare(inner, known, at, report)
    else if (node.rest) compare(inner, node.rest, childField(field, '*'), report)
    else report({ kind: 'unknown', field: at, found: jsonType(inner), expected: null })
  }
  for (const [key, known] of node.fields) {
    if (Object.hasOwn(value, key) || known.types.has('absent') || known.types.has('any')) continue
    report({ kind: 'missing', field: childField(field, key), found: null, expected: expectedOf(known) })
  }
}

const allows = ({ types }: ShapeNode, found: string): boolean =>
  types.has(found) || (found === 'integer' && types.has('number'))

const expectedOf = ({ types }: ShapeNode): string => [...types].filter((type) => type !== 'absent').join('|')

function jsonType(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}
