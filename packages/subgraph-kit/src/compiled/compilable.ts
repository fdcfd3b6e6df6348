// What graphql-jit 0.8.9 would answer otherwise than graphql-js, or run where it must not, is not compiled.
import {
  type DocumentNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { isCondition } from './conditions.js'
import { LIFTED } from './lift-arguments.js'
import { isAsync } from './prepare-schema.js'

/** Why an operation is left to graphql-js. */
export type NotCompiled =
  | 'directives'
  | 'introspection'
  | 'names'
  | 'default values'
  | 'async types'
  | 'subscription'
  | 'refused by the compiler'

// Compiled code finds what belongs to a path by its names joined with `_`, and counts list items as idx0, idx1 …
const PLAIN_NAME = /^(?!idx\d)[a-z][a-zA-Z0-9]*$/
const FEDERATION_NAMES: ReadonlySet<string> = new Set(['__typename', '_entities', '_service'])

// Compiled code would take what every object has for a variable that was not given.
const isInherited = (name: string): boolean => name in Object.prototype

const isPlain = (name: string): boolean => PLAIN_NAME.test(name) || FEDERATION_NAMES.has(name)

// Default values are written into the code as JSON.
function isWritable(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isWritable)
  if (typeof value === 'object' && value !== null) {
    return Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isWritable)
  }
  return value == null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value)
}

/** Whether two fields of the schema would get the same name in compiled code, which joins type and field. */
export function hasAmbiguousNames(schema: GraphQLSchema): boolean {
  const types = Object.values(schema.getTypeMap()).filter((type): type is GraphQLObjectType =>
    isObjectType(type),
  )
  const names = types.flatMap((type) => Object.keys(type.getFields()).map((field) => type.name + field))
  return new Set(names).size < names.length
}

/** Why this operation of a valid document is not compiled; null when it can be. */
export function whyNotCompiled(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): NotCompiled | null {
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) return 'subscription'
  let reason: NotCompiled | null = null
  const types = new TypeInfo(schema)
  const variables = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value)
  if (variables.some((name) => isInherited(name) || name.startsWith(LIFTED))) return 'names'
  visit(
    document,
    visitWithTypeInfo(types, {
      Directive: (directive) => {
        if (!isCondition(directive)) reason ??= 'directives'
      },
      Field: ({ name, alias }) => {
        if (name.value === '__schema' || name.value === '__type') reason ??= 'introspection'
        if (!isPlain((alias ?? name).value)) reason ??= 'names'
        if (!types.getFieldDef()?.args.every(({ defaultValue }) => isWritable(defaultValue))) {
          reason ??= 'default values'
        }
      },
      SelectionSet: () => {
        const parent = types.getParentType()
        if (isAbstractType(parent) && (!parent.resolveType || isAsync(parent.resolveType)))
          reason ??= 'async types'
      },
      [Kind.VARIABLE_DEFINITION]: () => false,
    }),
  )
  return reason
}
