// @apollo/gateway refuses a supergraph that says @authenticated, @requiresScopes or @policy, since it cannot enforce
// them. We do, before it plans; so it is handed the same supergraph without these words.
import { type ConstDirectiveNode, type DirectiveNode, parse, print, visit } from 'graphql'
import { accessNames, accessSpecOf, isAccessLink } from './access-directives.js'

/** The supergraph without the access directives' links, definitions and uses; anything else stays as it is. */
export function withoutAccessDirectives(supergraphSdl: string): string {
  const document = parse(supergraphSdl, { noLocation: true })
  const names = accessNames(document.definitions)
  const isAccess = (node: ConstDirectiveNode | DirectiveNode) =>
    isAccessLink(node) || accessSpecOf(node, names) !== undefined
  const stripped = visit(document, {
    Directive: (node) => (isAccess(node) ? null : undefined),
    DirectiveDefinition: (node) => (names.has(node.name.value) ? null : undefined),
    // Their argument types are named after them: policy__Policy, requiresScopes__Scope.
    ScalarTypeDefinition: (node) => (names.has(node.name.value.split('__')[0] ?? '') ? null : undefined),
  })
  return print(stripped)
}
