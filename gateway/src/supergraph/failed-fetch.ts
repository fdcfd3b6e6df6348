// A fetch that brought nothing, as errors at the fields that it leaves empty.
import type { CodedError } from '@ticketing/service-kit'
import type { Language } from '@ticketing/session'
import {
  type GraphQLFormattedError,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql'

interface FailedFetch {
  readonly service: string
  readonly document: string
  readonly variables: Readonly<Record<string, unknown>> | undefined
  readonly language: Language
}

function responseKeys(selections: SelectionSetNode | undefined): string[] {
  const keys = (selections?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.alias?.value ?? selection.name.value]
    return selection.kind === Kind.INLINE_FRAGMENT ? responseKeys(selection.selectionSet) : []
  })
  return [...new Set(keys)].filter((key) => key !== '__typename')
}

function rootFields(document: string): OperationDefinitionNode['selectionSet'] | undefined {
  return parse(document, { noLocation: true }).definitions.find(
    (node) => node.kind === Kind.OPERATION_DEFINITION,
  )?.selectionSet
}

/** Paths within the fetch's own answer; the gateway puts them where they belong in the whole one. */
function emptyPaths({ document, variables }: FailedFetch): (string | number)[][] {
  const root = rootFields(document)
  const [first] = root?.selections ?? []
  if (first?.kind !== Kind.FIELD || first.name.value !== '_entities')
    return responseKeys(root).map((key) => [key])
  const count = Array.isArray(variables?.representations) ? variables.representations.length : 0
  const keys = responseKeys(first.selectionSet)
  return Array.from({ length: count }, (_, index) => keys.map((key) => ['_entities', index, key])).flat()
}

export function toFieldErrors(fault: CodedError, fetch: FailedFetch): GraphQLFormattedError[] {
  const { code, retryable } = fault
  const { service, language } = fetch
  return emptyPaths(fetch).map((path) => ({
    message: fault.messageIn(language),
    path,
    extensions: { ...fault.extensionsIn(language), code, service, retryable },
  }))
}
