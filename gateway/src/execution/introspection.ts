// __schema and __type, answered by the schema that the client sees.
import {
  type DocumentNode,
  executeSync,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
} from 'graphql'
import { type ConditionValues, collectFields, type Operation } from './collect-fields.js'

const isIntrospection = ([first]: readonly FieldNode[]): boolean =>
  first?.name.value === '__schema' || first?.name.value === '__type'

function documentOf(operation: Operation, values: ConditionValues): DocumentNode | null {
  const { definition, fragments } = operation
  if (definition.operation !== OperationTypeNode.QUERY) return null
  const fields = collectFields([definition.selectionSet], { fragments, values, applies: () => true })
  const selections = [...fields.values()].filter(isIntrospection).flat()
  if (selections.length === 0) return null
  const asked = { ...definition, selectionSet: { kind: Kind.SELECTION_SET, selections } } as const
  const definitions: (typeof asked | FragmentDefinitionNode)[] = [asked, ...fragments.values()]
  return { kind: Kind.DOCUMENT, definitions }
}

/** The answer's keys that tell about the schema. */
export type Introspect = (variables: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>

/** Null: the operation asks nothing about the schema. */
export function compileIntrospection(
  schema: GraphQLSchema,
  operation: Operation,
  values: ConditionValues,
): Introspect | null {
  const document = documentOf(operation, values)
  if (document === null) return null
  return (variables) => {
    const { data, errors } = executeSync({ schema, document, variableValues: variables, rootValue: {} })
    if (errors?.[0] !== undefined) throw errors[0]
    return data ?? {}
  }
}
