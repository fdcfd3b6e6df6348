// Parsed and validated documents by their text, since the gateway sends the same few again and again.
import { type DocumentNode, type GraphQLError, type GraphQLSchema, parse, validate } from 'graphql'

/** A document that can be run, or the faults that forbid it. */
export type CheckedDocument =
  | { readonly document: DocumentNode; readonly faults?: undefined }
  | { readonly document?: undefined; readonly faults: readonly GraphQLError[] }

/** A bounded cache, least recently used out first. Holds documents only, never data. */
export function createDocuments(schema: GraphQLSchema, max = 1_000): (text: string) => CheckedDocument {
  const known = new Map<string, CheckedDocument>()

  const check = (text: string): CheckedDocument => {
    try {
      const document = parse(text, { noLocation: true, maxTokens: 20_000 })
      const faults = validate(schema, document)
      return faults.length > 0 ? { faults } : { document }
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
