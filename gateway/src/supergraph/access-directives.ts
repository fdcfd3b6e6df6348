// The directives by which a supergraph says that not everybody may see something, whatever it calls them.
import { type ConstDirectiveNode, type DefinitionNode, type DirectiveNode, Kind } from 'graphql'

const ACCESS_SPEC = /^https:\/\/specs\.apollo\.dev\/(authenticated|requiresScopes|policy)\/v\d+\.\d+$/

export type AccessSpec = 'authenticated' | 'requiresScopes' | 'policy'

/** By the names by which one supergraph calls the three directives; a link may rename them. */
export type AccessNames = ReadonlyMap<string, AccessSpec>

function textOf(directive: DirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value
  return value?.kind === Kind.STRING ? value.value : undefined
}

const specOf = (directive: DirectiveNode): AccessSpec | undefined =>
  directive.name.value === 'link'
    ? (ACCESS_SPEC.exec(textOf(directive, 'url') ?? '')?.[1] as AccessSpec | undefined)
    : undefined

/** The links of these directives. */
export const isAccessLink = (directive: DirectiveNode): boolean => specOf(directive) !== undefined

export function accessNames(definitions: readonly DefinitionNode[]): AccessNames {
  const links = definitions.flatMap((node) =>
    node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION
      ? (node.directives ?? [])
      : [],
  )
  return new Map(
    links.flatMap((link) => {
      const spec = specOf(link)
      return spec === undefined ? [] : [[textOf(link, 'as') ?? spec, spec] as const]
    }),
  )
}

/** Which of them it is, by itself or as composition notes it; undefined: none. */
export const accessSpecOf = (
  directive: ConstDirectiveNode | DirectiveNode,
  names: AccessNames,
): AccessSpec | undefined =>
  names.get(
    directive.name.value === 'join__directive' ? (textOf(directive, 'name') ?? '') : directive.name.value,
  )
