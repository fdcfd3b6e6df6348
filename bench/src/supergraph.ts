// Our supergraph as other gateways can serve it: without the access directives, which stock refuses to enforce, and
// with the addresses of the bench's subgraph processes. What a caller may see is decided in the subgraphs anyway.
import { readFile } from 'node:fs/promises'
import { type DirectiveNode, Kind, parse, print, visit } from 'graphql'

const SUPERGRAPH = new URL('../../schema/supergraph.graphql', import.meta.url)
const ACCESS = ['authenticated', 'requiresScopes', 'policy']

const textOf = (directive: DirectiveNode, name: string): string => {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value
  return value?.kind === Kind.STRING ? value.value : ''
}

const isAccess = (directive: DirectiveNode): boolean => {
  const name = directive.name.value
  if (name === 'link') return ACCESS.some((access) => textOf(directive, 'url').includes(`/${access}/`))
  return ACCESS.includes(name)
}

/** `urls` by the subgraph's name. */
export async function loadPlainSupergraph(urls: ReadonlyMap<string, string>): Promise<string> {
  const document = parse(await readFile(SUPERGRAPH, 'utf8'), { noLocation: true })
  const plain = visit(document, {
    Directive(node) {
      if (isAccess(node)) return null
      if (node.name.value !== 'join__graph') return undefined
      const url = urls.get(textOf(node, 'name'))
      if (url === undefined) throw new Error(`there is no address for ${textOf(node, 'name')}`)
      const named = (node.arguments ?? []).filter((argument) => argument.name.value !== 'url')
      const value = { kind: Kind.STRING, value: url } as const
      const address = { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'url' }, value } as const
      return { ...node, arguments: [...named, address] }
    },
    DirectiveDefinition: (node) => (ACCESS.includes(node.name.value) ? null : undefined),
    ScalarTypeDefinition: (node) =>
      ACCESS.includes(node.name.value.split('__')[0] ?? '') ? null : undefined,
  })
  return print(plain)
}
