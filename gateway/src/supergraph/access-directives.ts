// The directives by which a supergraph says that not everybody may see something, whatever it calls them.
import { type ConstDirectiveNode, type DefinitionNode, type DirectiveNode, Kind } from 'graphql'

const ACCESS_SPEC = /^https:\/\/specs\.apollo\.dev\/(authenticated|requiresScopes|policy)\/v\d+\.\d+$/

function textOf(directive: DirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value
  return value?.kind === Kind.STRING ? value.value : undefined
}

const specOf = (directive: DirectiveNode): string | undefined =>
  directive.name.value === 'link' ? ACCESS_SPEC.exec(textOf(directive, 'url') ?? '')?.[1] : undefined

/** The links of these directives. */
export const isAccessLink = (directive: DirectiveNode): boolean => specOf(directive) !== undefined

/** The names by which this supergraph calls the three directives; a link may rename them. */
export function accessNames(definitions: readonly DefinitionNode[]): ReadonlySet<string> {
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

/** Whether it is one of `names`, by itself or as composition notes it. */
export const isAccessUse = (
  directive: ConstDirectiveNode | DirectiveNode,
  names: ReadonlySet<string>,
): boolean =>
  names.has(directive.name.value) ||
  (directive.name.value === 'join__directive' && names.has(textOf(directive, 'name') ?? ''))
