// A resolver that calls its method with what the parameters' decorators ask for, and does nothing else.
import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql'
import type { ToArgument } from './input-instances.js'
import { isWrapped, type Method, type Parameter } from './metadata.js'

type Values = Readonly<Record<string, unknown>>
export type Resolver = GraphQLFieldResolver<unknown, unknown, Values>
type Reader = (source: unknown, args: Values, context: unknown, info: GraphQLResolveInfo) => unknown
type Instance = Record<string, (...values: unknown[]) => unknown>

export interface MethodResolverOptions {
  /** Undefined for an argument that type-graphql must make. */
  readonly toArgument: (type: unknown) => ToArgument | undefined
  /** One of each resolver class. */
  readonly instanceOf: (target: Method['target']) => unknown
}

const property = (value: unknown, name: string | undefined): unknown =>
  name === undefined ? value : (value as Values)[name]

/** How a parameter is found; undefined for what only type-graphql knows how to find. */
function readerOf(parameter: Parameter, toArgument: MethodResolverOptions['toArgument']): Reader | undefined {
  switch (parameter.kind) {
    case 'arg': {
      const make = toArgument(parameter.getType())
      const { name } = parameter
      return make && ((_source, args) => make(args[name]))
    }
    case 'context': {
      const { propertyName } = parameter
      return (_source, _args, context) => property(context, propertyName)
    }
    case 'root':
      return parameter.propertyName === undefined ? (source) => source : undefined
    case 'info':
      return (_source, _args, _context, info) => info
    default:
      return undefined
  }
}

/** Calls a method of what `on` gives; most have no more than two parameters, and need no list of them. */
function calling(on: (source: unknown) => unknown, name: string, readers: readonly Reader[]): Resolver {
  const at = (source: unknown) => on(source) as Instance
  const [first, second, third] = readers
  if (first === undefined) return (source) => at(source)[name]?.()
  if (second === undefined) {
    return (source, args, context, info) => at(source)[name]?.(first(source, args, context, info))
  }
  if (third === undefined) {
    return (source, args, context, info) =>
      at(source)[name]?.(first(source, args, context, info), second(source, args, context, info))
  }
  return (source, args, context, info) =>
    at(source)[name]?.(...readers.map((read) => read(source, args, context, info)))
}

/** The classes that the source must be an instance of; a source that is none, type-graphql makes one of it first. */
function sourceClasses(method: Method): ReadonlySet<unknown> {
  const declared = (method.params ?? []).map((parameter) =>
    parameter.kind === 'root' ? parameter.getType?.() : undefined,
  )
  const all = method.kind === 'internal' ? [method.target, ...declared] : declared
  return new Set(all.filter((type) => type !== undefined))
}

/** Reads a getter of the class, which may throw: unlike a property it needs a resolver around it. */
const reading =
  ({ target, methodName }: Method, resolve: Resolver): Resolver =>
  (source, args, context, info) => {
    const value = source instanceof target ? property(source, methodName) : resolve
    return typeof value === 'function' ? resolve(source, args, context, info) : value
  }

/** What calls the method as `resolve` of type-graphql does; `resolve` itself for what is not simple. */
export function methodResolver(
  method: Method,
  resolve: Resolver,
  { toArgument, instanceOf }: MethodResolverOptions,
): Resolver {
  const { kind, target, methodName, params = [] } = method
  const parameters = params.toSorted((one, other) => one.index - other.index)
  const readers = parameters.flatMap((parameter) => readerOf(parameter, toArgument) ?? [])
  const isComplete = readers.length === params.length && parameters.every(({ index }, at) => index === at)
  const declared = Object.getOwnPropertyDescriptor(target.prototype, methodName)
  const isMethod = typeof declared?.value === 'function'
  if (declared?.get && kind === 'internal' && !isWrapped(method)) return reading(method, resolve)
  const [source, ...more] = sourceClasses(method)
  if (isWrapped(method) || !isComplete || !isMethod || more.length > 0) return resolve
  const instance = kind === 'internal' ? undefined : instanceOf(target)
  const direct = calling(kind === 'internal' ? (of) => of : () => instance, methodName, readers)
  if (typeof source !== 'function') return source === undefined ? direct : resolve
  return (of, args, context, info) => (of instanceof source ? direct : resolve)(of, args, context, info)
}
