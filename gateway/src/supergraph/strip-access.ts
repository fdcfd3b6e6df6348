// @apollo/gateway refuses a supergraph that says @authenticated, @requiresScopes or @policy, since it cannot enforce
// them. Every subgraph does; so it is handed the same supergraph without these words.
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DirectiveNode,
  Kind,
  parse,
  print,
  type ValueNode,
  visit,
} from 'graphql'

const ACCESS_SPEC = /^https:\/\/specs\.apollo\.dev\/(authenticated|requiresScopes|policy)\/v\d+\.\d+$/

function argumentOf(directive: DirectiveNode, name: string): ValueNode | undefined {
  return directive.arguments?.find((argument) => argument.name.value === name)?.value
}

function textOf(directive: DirectiveNode, name: string): string | undefined {
  const value = argumentOf(directive, name)
  return value?.kind === Kind.STRING ? value.value : undefined
}

const specOf = (directive: DirectiveNode): string | undefined =>
  directive.name.value === 'link' ? ACCESS_SPEC.exec(textOf(directive, 'url') ?? '')?.[1] : undefined

/** The names by which this supergraph calls the three directives; a link may rename them. */
function accessNames(definitions: readonly DefinitionNode[]): ReadonlySet<string> {
  const links = definitions.flatMap((node) =>
    node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION
      ? (node.directives ?? [])
      : [],
  )
  return new Set(
    links.flatMap((link) => {
      const spec = specOf(link)
      return spec === undefined ? [] : [textOf(link, 'as') ?? spec]
    }),
  )
}

/** The supergraph without the access directives' links, definitions and uses; anything else stays as it is. */
export function withoutAccessDirectives(supergraphSdl: string): string {
  const document = parse(supergraphSdl, { noLocation: true })
  const names = accessNames(document.definitions)
  const isUse = (node: ConstDirectiveNode | DirectiveNode) =>
    names.has(node.name.value) ||
    specOf(node) !== undefined ||
    (node.name.value === 'join__directive' && names.has(textOf(node, 'name') ?? ''))
  const stripped = visit(document, {
    Directive: (node) => (isUse(node) ? null : undefined),
    DirectiveDefinition: (node) => (names.has(node.name.value) ? null : undefined),
    // Their argument types are named after them: policy__Policy, requiresScopes__Scope.
    ScalarTypeDefinition: (node) => (names.has(node.name.value.split('__')[0] ?? '') ? null : undefined),
  })
  return print(stripped)
}
