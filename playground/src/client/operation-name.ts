import { parse } from 'graphql'

/**
 * The operation to run. The editor notices a changed name a moment late; where the document has one operation there is
 * nothing to choose, and a name that is out of date must not stand in the way.
 */
export function operationNameFor(query: string, chosen: string | null | undefined): string | undefined {
  try {
    const names = parse(query).definitions.flatMap((definition) =>
      definition.kind === 'OperationDefinition' ? [definition.name?.value] : [],
    )
    return names.length === 1 ? names[0] : (chosen ?? undefined)
  } catch {
    // The gateway says better what is wrong with it.
    return chosen ?? undefined
  }
}
