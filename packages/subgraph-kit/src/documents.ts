// Parsed, validated and compiled documents by their text, since the gateway sends the same few again and again.
import { type DocumentNode, type GraphQLError, type GraphQLSchema, parse, validate } from 'graphql'
import type { Compile, OnCompiled, RunnableOperation } from './compiled/compile.js'
import { createOperations, type SchemaCopies } from './compiled/operations.js'

/** A document whose operations can be run, or the faults that forbid it. */
export type CheckedDocument =
  | {
      /** The operation of this name; without a name, the only one. An unknown one runs to an error that says so. */
      operation(name: string | null | undefined): RunnableOperation
      readonly faults?: undefined
    }
  | { readonly operation?: undefined; readonly faults: readonly GraphQLError[] }

interface Kept {
  readonly checked: CheckedDocument
  /** In all code that was made for it. */
  fields: number
}

export interface DocumentLimits {
  /** Default 1 000. */
  readonly documents?: number
  /** In all code together; a field's code takes about 4 kB. Default 16 000. */
  readonly fields?: number
}

// A document has few operations, but a request may name any text: no more are kept than there can be.
function eachCompiledOnce(document: DocumentNode, compile: Compile, onCompiled: OnCompiled): CheckedDocument {
  const known = new Map<string | undefined, RunnableOperation>()
  return {
    operation(given) {
      const name = given ?? undefined
      const operation = known.get(name) ?? compile(document, name, onCompiled)
      if (known.size <= document.definitions.length) known.set(name, operation)
      return operation
    },
  }
}

/** Holds the documents of a subgraph: their text, syntax and code, never data. */
class Documents {
  #young = new Map<string, Kept>()
  #old: ReadonlyMap<string, Kept> = new Map()
  #fieldsOfYoung = 0
  readonly #schema: GraphQLSchema
  readonly #compile: Compile
  readonly #limits: Required<DocumentLimits>

  constructor(copies: SchemaCopies, { documents = 1_000, fields = 16_000 }: DocumentLimits) {
    this.#schema = copies.shielded
    this.#compile = createOperations(copies)
    this.#limits = { documents, fields }
  }

  find(text: string): CheckedDocument {
    return (this.#young.get(text) ?? this.#remember(text)).checked
  }

  #remember(text: string): Kept {
    if (this.#young.size >= this.#limits.documents / 2) this.#growOld()
    const kept = this.#old.get(text) ?? this.#check(text)
    this.#young.set(text, kept)
    this.#count(kept.fields)
    return kept
  }

  #growOld(): void {
    this.#old = this.#young
    this.#young = new Map()
    this.#fieldsOfYoung = 0
  }

  #count(fields: number): void {
    this.#fieldsOfYoung += fields
    if (this.#fieldsOfYoung > this.#limits.fields / 2) this.#growOld()
  }

  #check(text: string): Kept {
    const document = this.#parse(text)
    if (!('kind' in document)) return { checked: document, fields: 0 }
    const kept: Kept = {
      checked: eachCompiledOnce(document, this.#compile, (fields) => {
        kept.fields += fields
        this.#count(fields)
      }),
      fields: 0,
    }
    return kept
  }

  #parse(text: string): DocumentNode | { readonly faults: readonly GraphQLError[] } {
    try {
      const document = parse(text, { noLocation: true, maxTokens: 20_000 })
      const faults = validate(this.#schema, document)
      return faults.length > 0 ? { faults } : document
    } catch (fault) {
      return { faults: [fault as GraphQLError] }
    }
  }
}

/**
 * Those used last, up to the limits and no fewer than half of that: when the young are half as many, the old are
 * forgotten and the young grow old.
 */
export function createDocuments(
  copies: SchemaCopies,
  limits: DocumentLimits = {},
): (text: string) => CheckedDocument {
  const documents = new Documents(copies, limits)
  return (text) => documents.find(text)
}
