// From type-graphql classes to an executable federation subgraph schema.
import 'reflect-metadata'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { type GraphQLResolveInfo, type GraphQLSchema, print } from 'graphql'
import { buildSchemaSync, createResolversMap, type NonEmptyArray } from 'type-graphql'
import { withShield } from '../access/shield.js'
import type { SubgraphContext } from '../context.js'
import { resolveDirectly } from '../direct/direct-resolvers.js'
import { checkSubgraphSchema } from './check.js'
import { restoreFromPlain } from './restore.js'
import { type ExtraDirectives, toSubgraphDocument } from './subgraph-document.js'

/** What another subgraph knows of an entity: its type name and its key fields. */
export interface Representation {
  readonly __typename: string
  readonly [keyField: string]: unknown
}

/** Resolves a representation to the entity, or null where there is none. Must return a fresh object. */
export type ReferenceResolver<Context extends SubgraphContext> = (
  representation: Representation,
  context: Context,
  /** Of the field `_entities`: what is asked of the entities. */
  info: GraphQLResolveInfo,
) => unknown

/** A subgraph, declared. */
export interface SubgraphDefinition<Context extends SubgraphContext> {
  /** Its name in the supergraph, such as `ticketing`. */
  readonly name: string
  // biome-ignore lint/complexity/noBannedTypes: type-graphql names its resolver classes by this type.
  readonly resolvers: NonEmptyArray<Function>
  /** Types that no field of this subgraph leads to, such as members of unions that other types reach. */
  // biome-ignore lint/complexity/noBannedTypes: as above.
  readonly orphanedTypes?: Function[]
  /** By entity type name. An entity without one is answered with its own representation. */
  readonly references?: Readonly<Record<string, ReferenceResolver<Context>>>
  /** Directives on enums, unions and scalars, by type name. */
  readonly directives?: ExtraDirectives
}

/** The executable schema and the SDL for composition. */
export interface SubgraphSchema {
  /** With shield. */
  readonly schema: GraphQLSchema
  /** A copy without any rule, for those who decide them before. */
  readonly open: GraphQLSchema
  readonly sdl: string
}

export function buildSchemaOf<Context extends SubgraphContext>(
  definition: SubgraphDefinition<Context>,
): SubgraphSchema {
  const plain = buildSchemaSync({
    resolvers: definition.resolvers,
    orphanedTypes: definition.orphanedTypes ?? [],
    // Arguments are checked by zod and by the rules of each room, not by class-validator.
    validate: false,
    // Federation's directives and scalars make the plain schema incomplete by the specification's own rules.
    skipCheck: true,
  })
  resolveDirectly(plain, definition.resolvers)
  const resolvers = createResolversMap(plain) as Record<string, Record<string, unknown>>
  for (const [typeName, resolve] of Object.entries(definition.references ?? {})) {
    // Async, so that a reference that throws fails its own entity and not the whole list of them.
    const resolveReference: ReferenceResolver<Context> = async (...reference) => resolve(...reference)
    resolvers[typeName] = { ...resolvers[typeName], __resolveReference: resolveReference }
  }
  const typeDefs = toSubgraphDocument(plain, definition.directives ?? {})
  const modules = [{ typeDefs, resolvers }] as Parameters<typeof buildSubgraphSchema>[0]
  const federated = buildSubgraphSchema(modules)
  restoreFromPlain(federated, plain)
  checkSubgraphSchema(definition.name, federated)
  return { schema: withShield(federated), open: federated, sdl: `${print(typeDefs)}\n` }
}
