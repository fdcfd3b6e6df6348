// Whether an operation is valid, and what a client is told where it is not: suggestions name only what it may see.
import {
  type GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql'
import type { Audience } from '../access/audience.js'
import type { AudienceView } from '../access/audience-view.js'
import { RequestFault, requestFault } from '../http/request-fault.js'
import { reservedAlias } from './reserved-alias.js'
import { type SelectedOperation, toDocument } from './select-operation.js'

/** To whom the schema is shown: to nobody, to each what it may use, or all of it to everybody. */
export type Introspection = 'off' | 'role' | 'full'

export interface ValidationOptions {
  readonly schema: GraphQLSchema
  readonly introspection: Introspection
  readonly viewOf: (audience: Audience) => Pick<AudienceView, 'schema'>
}

const MAX_ERRORS = 20
const RULES: readonly ValidationRule[] = [...specifiedRules, reservedAlias]
const WITHOUT_INTROSPECTION: readonly ValidationRule[] = [...RULES, NoSchemaIntrospectionCustomRule]

const placeOf = ({ locations = [] }: GraphQLError): string => JSON.stringify(locations)

function faultsIn(
  selected: SelectedOperation,
  schema: GraphQLSchema,
  { rules, ...options }: { rules: readonly ValidationRule[]; maxErrors: number; hideSuggestions: boolean },
): readonly GraphQLError[] {
  try {
    return validate(schema, toDocument(selected), rules, options)
  } catch (fault) {
    // The type of a variable may be a list of lists of lists, each of which is a call.
    if (!(fault instanceof RangeError)) throw fault
    throw requestFault('GRAPHQL_VALIDATION_FAILED', 'The document is nested too deeply.')
  }
}

/** Each as the audience's own schema would have it, where that only says more. */
function withSuggestions(
  errors: readonly GraphQLError[],
  selected: SelectedOperation,
  shown: GraphQLSchema,
): readonly GraphQLError[] {
  const maxErrors = 5 * MAX_ERRORS
  const said = faultsIn(selected, shown, { rules: specifiedRules, maxErrors, hideSuggestions: false })
  return errors.map(
    (error) =>
      said.find((one) => placeOf(one) === placeOf(error) && one.message.startsWith(error.message)) ?? error,
  )
}

/** Throws a RequestFault. The same operations are valid for everybody. */
export function requireValid(
  selected: SelectedOperation,
  audience: Audience,
  { schema, introspection, viewOf }: ValidationOptions,
): void {
  const kind = selected.definition.operation
  if (!schema.getRootType(kind)) {
    throw requestFault('GRAPHQL_VALIDATION_FAILED', `This graph has no ${kind}s.`)
  }
  const rules = introspection === 'off' ? WITHOUT_INTROSPECTION : RULES
  // They would tell the names that introspection keeps.
  const hideSuggestions = introspection !== 'full'
  const errors = faultsIn(selected, schema, { rules, maxErrors: MAX_ERRORS, hideSuggestions })
  if (errors.length === 0) return
  const told = introspection === 'role' ? withSuggestions(errors, selected, viewOf(audience).schema) : errors
  throw new RequestFault('GRAPHQL_VALIDATION_FAILED', told)
}
