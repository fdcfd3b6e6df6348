// What a supergraph keeps from some callers, for a gateway that cannot tell callers apart.
import { type ASTNode, BREAK, parse, visit } from 'graphql'
import { accessNames, isAccessUse } from './access-directives.js'

const nameOf = (node: ASTNode | readonly ASTNode[]): string[] =>
  'name' in node && node.name !== undefined && typeof node.name !== 'string' ? [node.name.value] : []

/** The first field (`Type.field`) or type that has an access directive; null: everything is public. */
export function firstProtectedElement(supergraphSdl: string): string | null {
  const document = parse(supergraphSdl, { noLocation: true })
  const names = accessNames(document.definitions)
  let found: string | null = null
  visit(document, {
    Directive(node, _key, _parent, _path, ancestors) {
      if (!isAccessUse(node, names)) return undefined
      found = ancestors.flatMap(nameOf).join('.')
      return BREAK
    },
  })
  return found
}
