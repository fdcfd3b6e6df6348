// Parsed, validated and compiled documents by their text, since the gateway sends the same few again and again.
import { type DocumentNode, type GraphQLError, parse, validate } from 'graphql'
import type { Compile, RunnableOperation } from './compiled/compile.js'
import { createOperations, type SchemaCopies } from './compiled/operations.js'

/** A document whose operations can be run, or the faults that forbid it. */
export type CheckedDocument =
  | {
      /** The operation of this name; without a name, the only one. An unknown one runs to an error that says so. */
      operation(name: string | null | undefined): RunnableOperation
      readonly faults?: undefined
    }
  | { readonly operation?: undefined; readonly faults: readonly GraphQLError[] }

// A document has few operations, but a request may name any text: no more are kept than there can be.
function eachCompiledOnce(document: DocumentNode, compile: Compile): CheckedDocument {
  const known = new Map<string | undefined, RunnableOperation>()
  return {
    operation(given) {
      const name = given ?? undefined
      const operation = known.get(name) ?? compile(document, name)
      if (known.size <= document.definitions.length) known.set(name, operation)
      return operation
    },
  }
}

/**
 * The documents used last, up to `max` and no fewer than half of it: when the young are that many, the old are
 * forgotten and the young grow old. Holds documents and code only, never data.
 */
export function createDocuments(copies: SchemaCopies, max = 1_000): (text: string) => CheckedDocument {
  let young = new Map<string, CheckedDocument>()
  let old: typeof young = new Map()
  const compile = createOperations(copies)

  const check = (text: string): CheckedDocument => {
    try {
      const document = parse(text, { noLocation: true, maxTokens: 20_000 })
      const faults = validate(copies.shielded, document)
      return faults.length > 0 ? { faults } : eachCompiledOnce(document, compile)
    } catch (fault) {
      return { faults: [fault as GraphQLError] }
    }
  }

  const remember = (text: string): CheckedDocument => {
    const checked = old.get(text) ?? check(text)
    if (young.size >= max / 2) {
      old = young
      young = new Map()
    }
    young.set(text, checked)
    return checked
  }
  return (text) => young.get(text) ?? remember(text)
}
