// type-graphql's resolvers work out anew on each call what never changes, and are asynchronous as soon as a field has an
// argument. Here each field gets a function that calls its method, or reads its property, and does nothing else.
import { type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql'
import { argumentMaker } from './input-instances.js'
import {
  classOf,
  fieldsOf,
  isWrapped,
  type Metadata,
  type Method,
  readMetadata,
  rootMethod,
} from './metadata.js'
import { type MethodResolverOptions, methodResolver, type Resolver } from './method-resolver.js'

const propertyReads = new WeakSet<Resolver>()

/** Whether a resolver does no more than read the property of its field's name. */
export const isPropertyRead = (resolve: Resolver): boolean => propertyReads.has(resolve)

function propertyRead(name: string): Resolver {
  const read: Resolver = (source) => (source as Readonly<Record<string, unknown>>)[name]
  propertyReads.add(read)
  return read
}

interface Build extends MethodResolverOptions {
  readonly metadata: Metadata
  /** The resolver classes of this schema. */
  readonly resolvers: ReadonlySet<unknown>
}

function directRoots(type: GraphQLObjectType | null | undefined, build: Build): void {
  for (const field of Object.values(type?.getFields() ?? {})) {
    const method = rootMethod(build.metadata, field.name, field)
    if (method && field.resolve) field.resolve = methodResolver(method, field.resolve, build)
  }
}

function directFields(type: GraphQLObjectType, build: Build): void {
  const known = classOf(build.metadata, type)
  const fields = type.getFields()
  for (const [name, declared] of known ? fieldsOf(build.metadata, known) : []) {
    const field = fields[name]
    const isMethod = (method: Method): boolean =>
      (method.kind === 'internal' || build.resolvers.has(method.target)) &&
      method.getObjectType?.() === declared.target &&
      method.methodName === declared.name
    const method = build.metadata.fieldResolvers.find(isMethod)
    if (!field?.resolve) continue
    if (method) field.resolve = methodResolver(method, field.resolve, build)
    else if (!isWrapped(declared) && declared.name === field.name) field.resolve = propertyRead(field.name)
  }
}

/** Replaces the resolvers of a schema that type-graphql has just built from these resolver classes, in place. */
export function resolveDirectly(plain: GraphQLSchema, resolvers: readonly unknown[]): void {
  const metadata = readMetadata()
  const instances = new Map<unknown, object>()
  const build: Build = {
    metadata,
    resolvers: new Set(resolvers),
    toArgument: argumentMaker(metadata),
    instanceOf: (target) => {
      const instance = instances.get(target) ?? new (target as unknown as new () => object)()
      instances.set(target, instance)
      return instance
    },
  }
  directRoots(plain.getQueryType(), build)
  directRoots(plain.getMutationType(), build)
  for (const type of Object.values(plain.getTypeMap())) if (isObjectType(type)) directFields(type, build)
}
