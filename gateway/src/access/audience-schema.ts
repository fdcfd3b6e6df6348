// The schema that one audience is shown: the fields that it may ask for, and the types that it can meet.
import {
  buildASTSchema,
  type DefinitionNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  Kind,
  parse,
  printSchema,
  type TypeDefinitionNode,
  type TypeNode,
} from 'graphql'
import type { RefusalOf } from './audience.js'

type Types = ReadonlyMap<string, TypeDefinitionNode>

const nameOf = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type)

const fieldsOf = (node: TypeDefinitionNode): readonly FieldDefinitionNode[] =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION
    ? (node.fields ?? [])
    : []

const interfacesOf = (node: TypeDefinitionNode) =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION
    ? (node.interfaces ?? []).map(({ name }) => name.value)
    : []

const membersOf = (node: TypeDefinitionNode) =>
  node.kind === Kind.UNION_TYPE_DEFINITION ? (node.types ?? []).map(({ name }) => name.value) : []

const isEmpty = (node: TypeDefinitionNode): boolean => {
  if (node.kind === Kind.UNION_TYPE_DEFINITION) return membersOf(node).length === 0
  const isComposite =
    node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION
  return isComposite && fieldsOf(node).length === 0
}

/** What is left of a type when only some fields, interfaces and members are. */
function reduced(
  node: TypeDefinitionNode,
  isKept: { field(type: string, field: FieldDefinitionNode): boolean; type(name: string): boolean },
): TypeDefinitionNode {
  if (node.kind === Kind.UNION_TYPE_DEFINITION) {
    return { ...node, types: node.types?.filter(({ name }) => isKept.type(name.value)) }
  }
  if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) return node
  return {
    ...node,
    fields: node.fields?.filter((field) => isKept.field(node.name.value, field)),
    interfaces: node.interfaces?.filter(({ name }) => isKept.type(name.value)),
  }
}

/** An interface has a field only where all of its types have it. */
function withoutRefused(types: Types, refusalOf: RefusalOf): Types {
  const implementing = new Map<string, string[]>()
  for (const node of types.values()) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION) continue
    for (const name of interfacesOf(node)) {
      implementing.set(name, [...(implementing.get(name) ?? []), node.name.value])
    }
  }
  const objectsOf = (name: string) =>
    types.get(name)?.kind === Kind.INTERFACE_TYPE_DEFINITION ? (implementing.get(name) ?? []) : [name]
  const field = (type: string, { name }: FieldDefinitionNode) =>
    objectsOf(type).every((object) => refusalOf(object, name.value) === undefined)
  return mapTypes(types, (node) => reduced(node, { field, type: () => true }))
}

const mapTypes = (types: Types, change: (node: TypeDefinitionNode) => TypeDefinitionNode): Types =>
  new Map([...types].map(([name, node]) => [name, change(node)]))

/** Until no field gives a type of which nothing is left. The query's type stays, for there must be one. */
function withoutEmpty(types: Types, query: string): Types {
  const kept = new Map([...types].filter(([name, node]) => name === query || !isEmpty(node)))
  if (kept.size === types.size) return types
  const field = (_type: string, { type }: FieldDefinitionNode) =>
    !types.has(nameOf(type)) || kept.has(nameOf(type))
  const next = mapTypes(kept, (node) => reduced(node, { field, type: (name) => kept.has(name) }))
  return withoutEmpty(next, query)
}

const inputsOf = (node: TypeDefinitionNode): readonly InputValueDefinitionNode[] =>
  node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION
    ? (node.fields ?? [])
    : fieldsOf(node).flatMap(({ arguments: given = [] }) => given)

/** All that can be met from the roots, and the types that an interface which is met may turn out to be. */
function reachable(types: Types, roots: readonly string[]): ReadonlySet<string> {
  const met = new Set<string>()
  const open = [...roots]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const node = types.get(name)
    if (node === undefined || met.has(name)) continue
    met.add(name)
    open.push(...fieldsOf(node).map(({ type }) => nameOf(type)))
    open.push(...inputsOf(node).map(({ type }) => nameOf(type)))
    open.push(...interfacesOf(node), ...membersOf(node))
    for (const one of types.values()) if (interfacesOf(one).includes(name)) open.push(one.name.value)
  }
  return met
}

const isType = (node: DefinitionNode): node is TypeDefinitionNode => node.kind.endsWith('TypeDefinition')

/** For introspection alone: an audience that may ask for nothing is shown a query type without fields. */
export function audienceSchema(schema: GraphQLSchema, refusalOf: RefusalOf): GraphQLSchema {
  const query = schema.getQueryType()?.name ?? 'Query'
  const { definitions } = parse(printSchema(schema), { noLocation: true })
  const all = new Map(definitions.filter(isType).map((node) => [node.name.value, node]))
  const types = withoutEmpty(withoutRefused(all, refusalOf), query)
  const others = definitions.filter((node) => !isType(node))
  const roots = [query, schema.getMutationType()?.name, schema.getSubscriptionType()?.name]
  const ofDirectives = others.flatMap((node) =>
    node.kind === Kind.DIRECTIVE_DEFINITION ? (node.arguments ?? []).map(({ type }) => nameOf(type)) : [],
  )
  const met = reachable(types, [...roots.filter((name) => name !== undefined), ...ofDirectives])
  const kept = [...types.values()].filter(({ name }) => met.has(name.value))
  const written = others.map((node) =>
    node.kind === Kind.SCHEMA_DEFINITION
      ? { ...node, operationTypes: node.operationTypes.filter(({ type }) => met.has(type.name.value)) }
      : node,
  )
  return buildASTSchema({ kind: Kind.DOCUMENT, definitions: [...written, ...kept] }, { assumeValid: true })
}
