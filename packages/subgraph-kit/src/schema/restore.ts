// What an SDL document cannot carry is copied from the plain schema onto the federated one.
import {
  type GraphQLArgument,
  type GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql'

// Merged, never overwritten: @apollo/subgraph keeps resolveReference in a type's extensions.
function mergeExtensions(target: { extensions: object }, source: { extensions: object }): void {
  target.extensions = { ...source.extensions, ...target.extensions }
}

// Printed defaults of enums are names; the values behind the names are what resolvers expect.
function copyDefaults(targets: readonly GraphQLArgument[], sources: readonly GraphQLArgument[]): void {
  for (const target of targets) {
    const source = sources.find((candidate) => candidate.name === target.name)
    if (source) target.defaultValue = source.defaultValue
  }
}

/** Copies extensions and default values from `plain`, the schema that type-graphql built, to `federated`. */
export function restoreFromPlain(federated: GraphQLSchema, plain: GraphQLSchema): void {
  for (const source of Object.values(plain.getTypeMap())) {
    const target = federated.getType(source.name)
    if (target === undefined || source.name.startsWith('__')) continue
    mergeExtensions(target, source)
    if (
      (isObjectType(source) && isObjectType(target)) ||
      (isInterfaceType(source) && isInterfaceType(target))
    ) {
      for (const field of Object.values(source.getFields())) {
        const built = target.getFields()[field.name]
        if (built === undefined) continue
        mergeExtensions(built, field)
        copyDefaults(built.args, field.args)
      }
    } else if (isInputObjectType(source) && isInputObjectType(target)) {
      for (const field of Object.values(source.getFields())) {
        const built = target.getFields()[field.name]
        if (built) built.defaultValue = field.defaultValue
      }
    }
  }
}
