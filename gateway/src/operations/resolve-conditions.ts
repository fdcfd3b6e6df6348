// What is planned of an operation whose conditions are known. @apollo/query-planner 2.14.4 lets one field's condition keep
// another from being fetched, where both are of one fetch; so it is handed operations that have none.
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'
import { type ConditionValues, isAsked, isCondition } from '../execution/collect-fields.js'

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }

/** The document without what @skip and @include leave out for these values; null: nothing is left at its root. */
export function resolveConditions(document: DocumentNode, values: ConditionValues): DocumentNode | null {
  let isEmpty = false
  const leave = (node: SelectionNode) => (isAsked(node, values) ? undefined : null)
  const resolved: DocumentNode = visit(document, {
    Field: leave,
    FragmentSpread: leave,
    InlineFragment: leave,
    Directive: (node) => (isCondition(node) ? null : undefined),
    SelectionSet: {
      leave(node: SelectionSetNode, _key, parent) {
        if (node.selections.length > 0) return undefined
        if (parent && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION) isEmpty = true
        // Whether the object is there must still be told.
        return { ...node, selections: [TYPENAME] }
      },
    },
  })
  return isEmpty ? null : resolved
}
