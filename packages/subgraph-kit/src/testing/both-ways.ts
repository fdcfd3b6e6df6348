// For tests: one request answered by compiled code and by graphql-js.
import type { CallContext } from '@ticketing/session'
import { guestCall, signedInCall } from '@ticketing/session/testing'
import { execute, type GraphQLError, parse, validate } from 'graphql'
import type { RunnableOperation } from '../compiled/compile.js'
import { createDocuments } from '../documents.js'
import { toPublicFailure } from '../failure.js'
import { createLoaderScope } from '../loaders.js'
import { buildSchemaOf } from '../schema/build.js'
import { type LibraryContext, libraryDefinition } from './library.js'

export const guest = guestCall({ language: 'fr' })

export const writer = signedInCall({ userId: 3 })
export const employee = signedInCall({ userId: 5, role: 'EMPLOYEE' })
export const admin = signedInCall({ userId: 9, role: 'ADMIN' })

/** One answer, and how it was found. */
export interface Told {
  readonly data: unknown
  /** By path; which of several comes first is nobody's promise. */
  readonly errors: readonly string[]
  /** What was written to the log. */
  readonly logged: readonly string[]
  /** What the resolvers did. */
  readonly done: readonly string[]
}

interface Answered {
  readonly data?: unknown
  readonly errors?: readonly GraphQLError[]
}

const { schema: plainSchema } = buildSchemaOf(libraryDefinition)
const built = buildSchemaOf(libraryDefinition)
const documents = createDocuments({ shielded: built.schema, open: built.open })

async function tell(call: CallContext, answer: (context: LibraryContext) => unknown): Promise<Told> {
  const done: string[] = []
  const logged: string[] = []
  const write = (facts: object, message: string) => {
    const { err, reason } = facts as { err?: Error; reason?: string }
    logged.push(`${message}: ${err?.message ?? reason}`)
  }
  const { data, errors = [] } = (await answer({ call, loaders: createLoaderScope(), done })) as Answered
  const log = { error: write, warn: write }
  const publicErrors = errors.map((error) =>
    JSON.stringify(toPublicFailure(error, { service: 'library', call, log })),
  )
  // An answer leaves as JSON, in which an undefined field would be missing: it must not be there at all.
  const sent: unknown = data === undefined ? 'no data' : JSON.parse(JSON.stringify(data))
  return { data: sent, errors: publicErrors.sort(), logged: logged.sort(), done }
}

export interface Asked {
  readonly document: string
  readonly variables?: Record<string, unknown>
  readonly operationName?: string
  readonly call?: CallContext
}

/** Both answers, and the operation that gave the first. The document must be valid. */
export async function bothWays({ document, variables, operationName, call = guest }: Asked): Promise<{
  operation: RunnableOperation
  compiled: Told
  plain: Told
}> {
  const parsed = parse(document, { noLocation: true })
  const { operation: find, faults } = documents(document)
  if (!find) throw new Error(`${validate(plainSchema, parsed).length} faults: ${faults[0]?.message}`)
  const operation = find(operationName)
  const compiled = await tell(call, (context) => operation.run(context, variables))
  const plain = await tell(call, (contextValue) =>
    execute({
      schema: plainSchema,
      document: parsed,
      variableValues: variables,
      operationName,
      contextValue,
    }),
  )
  return { operation, compiled, plain }
}
