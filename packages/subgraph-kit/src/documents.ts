// Parsed, validated and compiled documents by their text, since the gateway sends the same few again and again.
import { type DocumentNode, type GraphQLError, type GraphQLSchema, parse, validate } from 'graphql'
import { createCompiler, type RunnableOperation } from './compiled/compile.js'

/** A document whose operations can be run, or the faults that forbid it. */
export type CheckedDocument =
  | {
      /** The operation of this name; without a name, the only one. An unknown one runs to an error that says so. */
      operation(name: string | null | undefined): RunnableOperation
      readonly faults?: undefined
    }
  | { readonly operation?: undefined; readonly faults: readonly GraphQLError[] }

type Compile = ReturnType<typeof createCompiler>

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

/** A bounded cache, least recently used out first. Holds documents and code only, never data. */
export function createDocuments(schema: GraphQLSchema, max = 1_000): (text: string) => CheckedDocument {
  const known = new Map<string, CheckedDocument>()
  const compile = createCompiler(schema)

  const check = (text: string): CheckedDocument => {
    try {
      const document = parse(text, { noLocation: true, maxTokens: 20_000 })
      const faults = validate(schema, document)
      return faults.length > 0 ? { faults } : eachCompiledOnce(document, compile)
    } catch (fault) {
      return { faults: [fault as GraphQLError] }
    }
  }

  return (text) => {
    const checked = known.get(text) ?? check(text)
    known.delete(text)
    known.set(text, checked)
    if (known.size > max) known.delete(known.keys().next().value ?? '')
    return checked
  }
}
