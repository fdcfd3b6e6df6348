// Which fields of an operation an audience is refused, and why: for admins who look after permissions.
import {
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  type SelectionSetNode,
} from 'graphql'
import {
  type AskedField,
  type AskedFields,
  type AskedOperation,
  askedFieldsOf,
} from '../execution/asked-fields.js'
import { conditionReader } from '../execution/conditions.js'
import type { Audience } from './audience.js'
import { refusalFor } from './refused-fields.js'

export interface RefusedField {
  /** Response keys from the root of the answer; lists have no element of their own. */
  readonly path: readonly string[]
  /** Such as `Payment.updatedAt`, of the type that an object there may be of. */
  readonly field: string
  readonly code: string
  readonly rule: string
  readonly requires: readonly string[]
}

interface Walk {
  readonly schema: GraphQLSchema
  readonly asked: AskedFields
  readonly code: string
  readonly found: RefusedField[]
}

function visitField(walk: Walk, field: AskedField, path: readonly string[]): void {
  if (field.kind === 'refused') {
    const { rule, requires } = field.access
    walk.found.push({ path, field: field.coordinate, code: walk.code, rule, requires })
  } else if (field.kind === 'field') {
    const given = getNamedType(field.type)
    if (isCompositeType(given)) visit(walk, given, field.sets, path)
  }
}

function visit(
  walk: Walk,
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
  path: readonly string[],
): void {
  for (const one of isAbstractType(type) ? walk.schema.getPossibleTypes(type) : [type]) {
    for (const field of walk.asked(one, sets)) visitField(walk, field, [...path, field.key])
  }
}

/** Whatever the answer holds, for these values of the variables in @skip and @include. */
export function explainRefusals(
  operation: AskedOperation,
  audience: Audience,
  variables: Readonly<Record<string, unknown>>,
): RefusedField[] {
  const { schema } = operation
  const { definition } = operation.operation
  const root = schema.getRootType(definition.operation)
  const asked = askedFieldsOf(operation, conditionReader(operation.operation).valuesFrom(variables))
  const found: RefusedField[] = []
  const walk: Walk = { schema, asked, code: refusalFor(audience).code, found }
  if (root) visit(walk, root, [definition.selectionSet], [])
  return found
}
