// Which subgraphs a supergraph was composed from.
import { Kind, parse } from 'graphql'

/** Their URLs by name, as written at composition; '' where there was none. */
export function subgraphUrls(supergraphSdl: string): ReadonlyMap<string, string> {
  const graphs = parse(supergraphSdl, { noLocation: true }).definitions.flatMap((node) =>
    node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph' ? (node.values ?? []) : [],
  )
  const facts = graphs.map(({ directives }) => {
    const written = directives?.find((directive) => directive.name.value === 'join__graph')?.arguments ?? []
    const [name, url] = ['name', 'url'].map((key) => {
      const value = written.find((argument) => argument.name.value === key)?.value
      return value?.kind === Kind.STRING ? value.value : ''
    })
    return [name ?? '', url ?? ''] as const
  })
  return new Map(facts)
}
