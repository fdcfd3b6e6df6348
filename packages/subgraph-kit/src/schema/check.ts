// What every subgraph's schema must keep to; a fault stops the build with the names of the fields.
import { type GraphQLNamedType, type GraphQLSchema, isNonNullType, isObjectType } from 'graphql'
import { declaredAccess } from '../access/access.js'

const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription'])

// `_entities` and `_service` are federation's own; who reaches them is the server's affair, not a field rule's.
const isOurs = (type: GraphQLNamedType): boolean => !type.name.startsWith('_')

function fieldFaults(schema: GraphQLSchema): string[] {
  const faults: string[] = []
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !isOurs(type)) continue
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith('_')) continue
      const name = `${type.name}.${field.name}`
      const access = declaredAccess(field.extensions, type.extensions)
      if (access === undefined) faults.push(`${name} declares no access`)
      else if (isNonNullType(field.type) && access.kind !== 'public') {
        faults.push(`${name} has a rule and must be nullable, so that a refusal nulls only itself`)
      } else if (isNonNullType(field.type) && ROOTS.has(type.name)) {
        faults.push(`${name} is a root field and must be nullable, so that a failure nulls only itself`)
      }
      if (!field.description) faults.push(`${name} has no description`)
      for (const argument of field.args) {
        if (!argument.description) faults.push(`${name}(${argument.name}:) has no description`)
      }
    }
  }
  return faults
}

/** Throws one error that lists every fault: a field without access, without description, or wrongly non-null. */
export function checkSubgraphSchema(name: string, schema: GraphQLSchema): void {
  const faults = fieldFaults(schema)
  if (faults.length > 0) throw new Error(`subgraph ${name}:\n  ${faults.join('\n  ')}`)
}
