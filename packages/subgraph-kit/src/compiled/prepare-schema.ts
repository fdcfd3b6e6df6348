// graphql-jit runs after a promise without a net: what throws there leaves its request waiting for ever, and a list
// item that rejects lands in the wrong place. So the schema's own functions are made such that neither happens.
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNullableType,
  isAbstractType,
  isListType,
  isObjectType,
} from 'graphql'
import { isPropertyRead } from '../direct/direct-resolvers.js'

/** Put on the `info` of every resolver that compiled code calls; graphql-js knows nothing of it. */
export const COMPILED_INFO = { compiled: true } as const

const isCompiled = (info: GraphQLResolveInfo): boolean => 'compiled' in info

const toFault = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error('Something that is no error was thrown.', { cause: thrown })

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'

/** A list in which items that reject become items that are errors, which both executors treat alike. */
function settleItems(value: unknown): unknown {
  if (isPromise(value)) return value.then(settleItems)
  if (!Array.isArray(value)) return value
  return value.map((item) =>
    isPromise(item) ? Promise.resolve(item).then(settleItems).catch(toFault) : item,
  )
}

function prepareField(field: GraphQLField<unknown, unknown>): void {
  const resolve = field.resolve ?? defaultFieldResolver
  if (isListType(getNullableType(field.type))) {
    field.resolve = (source, args, context, info) => {
      const list = resolve(source, args, context, info)
      return isCompiled(info) ? settleItems(list) : list
    }
    return
  }
  // Compiled code reads a property itself where no resolver stands, outside of any net: only where that is all there is.
  field.resolve = isPropertyRead(resolve) ? undefined : resolve
}

/**
 * Changes the schema in place. Properties of records are read by compiled code itself: they must not be promises, and
 * reading them must not throw.
 */
export function prepareSchema(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue
    if (isObjectType(type)) Object.values(type.getFields()).forEach(prepareField)
    const resolveType = isAbstractType(type) ? type.resolveType : undefined
    if (!isAbstractType(type) || !resolveType || isAsync(resolveType)) continue
    type.resolveType = (value, context, info, abstract) => {
      if (!isCompiled(info)) return resolveType(value, context, info, abstract)
      try {
        return resolveType(value, context, info, abstract)
      } catch {
        // Compiled code reports a value without a type as an error of its field.
        return undefined
      }
    }
  }
}

/** type-graphql wraps a `resolveType` of ours in an async function, which compiled code would not wait for. */
// biome-ignore lint/complexity/noBannedTypes: any function may be asked about.
export const isAsync = (fn: Function): boolean => fn.constructor.name === 'AsyncFunction'
