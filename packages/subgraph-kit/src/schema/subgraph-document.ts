// type-graphql builds a plain schema; federation wants a document with directives. This puts them back on.
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  printSchema,
} from 'graphql'
import { declaredAccess } from '../access/access.js'
import { accessDirectives } from '../access/directives.js'

const LINK = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@inaccessible", "@tag",
    "@authenticated", "@requiresScopes", "@policy"]
)`

/** Directives for types that type-graphql gives no way to put any on: enums, unions and scalars, by type name. */
export type ExtraDirectives = Readonly<Record<string, readonly string[]>>

function parseDirectives(texts: readonly string[]): readonly ConstDirectiveNode[] {
  const [definition] = parse(`scalar Carrier ${texts.join(' ')}`).definitions
  return definition?.kind === Kind.SCALAR_TYPE_DEFINITION ? (definition.directives ?? []) : []
}

function withFieldDirectives(field: FieldDefinitionNode, type: GraphQLNamedType): FieldDefinitionNode {
  if (!isObjectType(type) && !isInterfaceType(type)) return field
  const built = type.getFields()[field.name.value]
  if (built === undefined) return field
  const own = built.astNode?.directives ?? []
  // Whose field it is says who may see it, and composition lets nobody else.
  const isExternal = own.some(({ name }) => name.value === 'external')
  const access = isExternal ? undefined : declaredAccess(built.extensions, type.extensions)
  return {
    ...field,
    // TypeScript runs parameter decorators from last to first, and type-graphql keeps that order.
    arguments: field.arguments?.toReversed(),
    directives: [...(field.directives ?? []), ...own, ...(access ? accessDirectives(access) : [])],
  }
}

// type-graphql makes the root types itself and gives no way to describe them.
const ROOT_DESCRIPTIONS: Readonly<Record<string, string>> = {
  Query: 'What can be read.',
  Mutation:
    'What can be done. Outcomes that a person can act on are types of the answer; anything else is an error.',
}

const withRootDescription = <Node extends DefinitionNode>(node: Node, name: string): Node => {
  const value = ROOT_DESCRIPTIONS[name]
  return value === undefined ? node : { ...node, description: { kind: Kind.STRING, value } }
}

function withDirectives(node: DefinitionNode, schema: GraphQLSchema, extra: ExtraDirectives): DefinitionNode {
  if (!('name' in node) || node.name === undefined) return node
  const type = schema.getType(node.name.value)
  if (type === undefined) return node
  const own = [...(type.astNode?.directives ?? []), ...parseDirectives(extra[type.name] ?? [])]
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return {
        ...withRootDescription(node, type.name),
        directives: [...(node.directives ?? []), ...own],
        fields: node.fields?.map((field) => withFieldDirectives(field, type)),
      }
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.UNION_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return { ...node, directives: [...(node.directives ?? []), ...own] }
    default:
      return node
  }
}

/** The subgraph's schema document, federation's directives and the access directives included. */
export function toSubgraphDocument(schema: GraphQLSchema, extra: ExtraDirectives): DocumentNode {
  const printed = parse(printSchema(schema), { noLocation: true })
  const link = parse(LINK, { noLocation: true })
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      ...link.definitions,
      ...printed.definitions.map((node) => withDirectives(node, schema, extra)),
    ],
  }
}
