// What type-graphql knows of the decorated classes. It publishes this as a global and exports no types for it, so
// the parts that are used here are written down; its version is pinned.

type Class = abstract new (...args: never[]) => object

export type Parameter =
  | { readonly kind: 'arg'; readonly index: number; readonly name: string; getType(): unknown }
  | { readonly kind: 'context'; readonly index: number; readonly propertyName: string | undefined }
  | {
      readonly kind: 'root'
      readonly index: number
      readonly propertyName: string | undefined
      readonly getType: (() => unknown) | undefined
    }
  | { readonly kind: 'info'; readonly index: number }
  | { readonly kind: 'args' | 'custom' | 'pubSub'; readonly index: number }

interface Declared {
  readonly schemaName: string
  readonly extensions?: Readonly<Record<string, unknown>>
  readonly middlewares?: readonly unknown[]
  readonly roles?: readonly unknown[]
}

/** A method that resolves a field: of a resolver class, or of the type itself (`internal`). */
export interface Method extends Declared {
  readonly kind?: 'internal' | 'external'
  readonly target: Class
  readonly methodName: string
  readonly params?: readonly Parameter[]
  getObjectType?(): Class
}

export interface Field extends Declared {
  readonly target: Class
  readonly name: string
  getType(): unknown
}

export interface TypeClass {
  readonly name: string
  readonly target: Class
  readonly fields: readonly Field[]
  readonly extensions?: Readonly<Record<string, unknown>>
  readonly interfaceClasses?: readonly unknown[]
}

export interface Metadata {
  readonly queries: readonly Method[]
  readonly mutations: readonly Method[]
  readonly fieldResolvers: readonly Method[]
  readonly objectTypes: readonly TypeClass[]
  readonly interfaceTypes: readonly TypeClass[]
  readonly inputTypes: readonly TypeClass[]
}

/** Complete after a schema has been built. */
export const readMetadata = (): Metadata =>
  (globalThis as unknown as { TypeGraphQLMetadataStorage: Metadata }).TypeGraphQLMetadataStorage

/** Whether something stands between the caller and what was decorated. */
export const isWrapped = ({ middlewares = [], roles }: Declared): boolean =>
  middlewares.length > 0 || roles !== undefined

// Several subgraphs of one process may have types of one name. The declaration of access is another object at each
// decorator, so it tells whose class it is.
const sameAccess = (
  one: Readonly<Record<string, unknown>> | undefined,
  other: Readonly<Record<string, unknown>> | undefined,
): boolean => one?.access !== undefined && one.access === other?.access

type Extended = { readonly extensions: Readonly<Record<string, unknown>> }

/** The declared fields by name; what the type itself declares comes before what its interfaces do. */
export function fieldsOf({ interfaceTypes }: Metadata, type: TypeClass): ReadonlyMap<string, Field> {
  const interfaces = interfaceTypes.filter(({ target }) => type.interfaceClasses?.includes(target))
  const all = [...interfaces.flatMap(({ fields }) => fields), ...type.fields]
  return new Map(all.map((field) => [field.schemaName, field]))
}

/** The decorated class behind a type of a schema; undefined where that cannot be told. */
export const classOf = (
  { objectTypes }: Metadata,
  type: Extended & { readonly name: string; getFields(): Readonly<Record<string, Extended>> },
): TypeClass | undefined =>
  objectTypes.find(
    (known) =>
      known.name === type.name &&
      (sameAccess(known.extensions, type.extensions) ||
        known.fields.some((field) =>
          sameAccess(field.extensions, type.getFields()[field.schemaName]?.extensions),
        )),
  )

/** The method behind a root field. */
export const rootMethod = (
  { queries, mutations }: Metadata,
  name: string,
  field: Extended,
): Method | undefined =>
  [...queries, ...mutations].find(
    (method) => method.schemaName === name && sameAccess(method.extensions, field.extensions),
  )
