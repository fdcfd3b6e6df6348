// One dead subgraph must null the smallest thing: what another subgraph resolves is nullable.
import {
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isNonNullType,
  isObjectType,
} from 'graphql'

const keyFields = (type: GraphQLObjectType): ReadonlySet<string> =>
  new Set(
    (type.astNode?.directives ?? [])
      .filter((directive) => directive.name.value === 'key')
      .flatMap((directive) => directive.arguments ?? [])
      .flatMap((argument) =>
        argument.name.value === 'fields' && argument.value.kind === 'StringValue'
          ? argument.value.value.split(/\s+/)
          : [],
      ),
  )

/** A stub: an entity of which this subgraph knows the key and nothing else. */
function isStub(type: GraphQLObjectType): boolean {
  const keys = keyFields(type)
  return keys.size > 0 && Object.keys(type.getFields()).every((name) => keys.has(name))
}

/** The non-null fields that lead to an entity of another subgraph, as faults to print. */
export function nullabilityFaults(subgraph: string, schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !type.name.startsWith('_'))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
    .filter(({ field }) => {
      const target = getNamedType(field.type)
      return isNonNullType(field.type) && isObjectType(target) && isStub(target)
    })
    .map(
      ({ type, field }) =>
        `${subgraph}: ${type.name}.${field.name} is resolved by another subgraph and must be nullable`,
    )
}
