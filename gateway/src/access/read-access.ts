// The access rules of a supergraph: what each field of each object type demands.
// https://www.apollographql.com/docs/graphos/routing/security/authorization
import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type TypeDefinitionNode,
  type TypeNode,
  valueFromASTUntyped,
} from 'graphql'
import {
  type AccessNames,
  type AccessSpec,
  accessNames,
  accessSpecOf,
} from '../supergraph/access-directives.js'
import type { AccessRules } from './audience.js'
import { type Condition, toFieldAccess } from './field-access.js'

type Demand = readonly (readonly Condition[])[]
type Declared = Pick<FieldDefinitionNode | TypeDefinitionNode, 'directives'>

const LISTS: Readonly<Record<AccessSpec, { readonly argument: string; readonly kind: Condition['kind'] }>> = {
  authenticated: { argument: '', kind: 'authenticated' },
  requiresScopes: { argument: 'scopes', kind: 'scope' },
  policy: { argument: 'policies', kind: 'policy' },
}

// GraphQL takes one item for a list of it.
const toList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]

function argumentOf({ name, arguments: given = [] }: ConstDirectiveNode, wanted: string): unknown {
  const written = (argument: string): unknown => {
    const node: ConstValueNode | undefined = given.find((one) => one.name.value === argument)?.value
    return node && valueFromASTUntyped(node)
  }
  if (name.value !== 'join__directive') return written(wanted)
  const noted = written('args')
  return typeof noted === 'object' && noted !== null ? new Map(Object.entries(noted)).get(wanted) : undefined
}

/** An alternative that demands nothing is a slip: it opens nothing. */
function demandOf(directive: ConstDirectiveNode, spec: AccessSpec): Demand {
  if (spec === 'authenticated') return [[{ kind: 'authenticated', name: '' }]]
  const { argument, kind } = LISTS[spec]
  return toList(argumentOf(directive, argument))
    .map((names) => toList(names).map((name) => ({ kind, name: String(name) })))
    .filter((conditions) => conditions.length > 0)
}

const demandsOn = ({ directives = [] }: Declared, names: AccessNames): Demand[] =>
  directives.flatMap((directive) => {
    const spec = accessSpecOf(directive, names)
    return spec === undefined ? [] : [demandOf(directive, spec)]
  })

const namedType = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type)

const isAbstract = ({ kind }: TypeDefinitionNode): boolean =>
  kind === Kind.INTERFACE_TYPE_DEFINITION || kind === Kind.UNION_TYPE_DEFINITION

class Reader {
  readonly #names: AccessNames
  readonly #types: ReadonlyMap<string, TypeDefinitionNode>
  readonly objects: readonly ObjectTypeDefinitionNode[]

  constructor(supergraphSdl: string) {
    const { definitions } = parse(supergraphSdl, { noLocation: true })
    this.#names = accessNames(definitions)
    const types = definitions.filter((node): node is TypeDefinitionNode =>
      node.kind.endsWith('TypeDefinition'),
    )
    this.#types = new Map(types.map((node) => [node.name.value, node]))
    this.objects = types.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION)
  }

  /** Its own, those of all of its type, and those of whatever it gives. */
  demandsOf(type: ObjectTypeDefinitionNode, field: FieldDefinitionNode): Demand[] {
    const given = this.#types.get(namedType(field.type))
    return [
      ...this.#declaredOr(type, (node) => node.fields?.find(({ name }) => name.value === field.name.value)),
      ...this.#declaredOr(type, (node) => node),
      ...(given === undefined || isAbstract(given) ? [] : demandsOn(given, this.#names)),
    ]
  }

  /**
   * What an interface demands does nothing by itself: its types say it, and composition has the interface repeat them.
   * Where none of them says anything it was meant for them all.
   */
  #declaredOr(
    type: ObjectTypeDefinitionNode,
    partOf: (node: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode) => Declared | undefined,
  ): Demand[] {
    const on = (part: Declared | undefined) => (part === undefined ? [] : demandsOn(part, this.#names))
    const own = on(partOf(type))
    if (own.length > 0) return own
    return (type.interfaces ?? []).flatMap(({ name }) => {
      const node = this.#types.get(name.value)
      const inherited = node?.kind === Kind.INTERFACE_TYPE_DEFINITION ? on(partOf(node)) : []
      const isSaid = () => this.#typesOf(name.value).some((one) => on(partOf(one)).length > 0)
      return inherited.length === 0 || isSaid() ? [] : inherited
    })
  }

  #typesOf(abstract: string): ObjectTypeDefinitionNode[] {
    return this.objects.filter(({ interfaces = [] }) =>
      interfaces.some(({ name }) => name.value === abstract),
    )
  }
}

/** `supergraphSdl`: as composed. Throws where it cannot be parsed. */
export function readAccessRules(supergraphSdl: string): AccessRules {
  const reader = new Reader(supergraphSdl)
  const ofType = (type: ObjectTypeDefinitionNode) =>
    (type.fields ?? []).flatMap((field) => {
      const access = toFieldAccess(reader.demandsOf(type, field))
      return access === null ? [] : [[field.name.value, access] as const]
    })
  const rules = reader.objects.map((type) => [type.name.value, new Map(ofType(type))] as const)
  return new Map(rules.filter(([, fields]) => fields.size > 0))
}
