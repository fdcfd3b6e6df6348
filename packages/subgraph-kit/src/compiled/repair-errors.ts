// Errors of compiled code in the words and with the originals that graphql-js gives them: what a client may read of a
// failure is decided by its original.
import { inspect } from 'node:util'
import { type ExecutionResult, GraphQLError } from 'graphql'

const isLocated = (fault: unknown): fault is GraphQLError =>
  fault instanceof GraphQLError && Array.isArray(fault.path)

const unexpected = (thrown: unknown): Error => new Error(`Unexpected error value: ${inspect(thrown)}`)

// Faults of ours, not of the request: graphql-js throws plain errors for them.
const OURS = /^(Cannot return null for non-nullable field|Runtime Object type |Abstract type )/

/** The error that was thrown at this field; undefined where graphql-js itself throws a GraphQLError. */
function originalOf(error: GraphQLError): Error | undefined {
  // A scalar that refused to write a value: its error comes in the place of the message.
  const message: unknown = error.message
  if (message instanceof Error) return message
  const original: unknown = error.originalError
  if (original instanceof Error) return original
  if (original !== undefined || message === '') return unexpected(original)
  return OURS.test(error.message) ? new Error(error.message) : undefined
}

function repair(error: GraphQLError): GraphQLError {
  const originalError = originalOf(error)
  if (isLocated(originalError)) return originalError
  const message = originalError ? originalError.message : error.message
  return new GraphQLError(message, {
    path: error.path,
    originalError: originalError ?? new GraphQLError(message),
  })
}

type Path = readonly (string | number)[]

/** The path of the nearest thing above that became null in place of this field; null when it is the field itself. */
function nulledAbove(data: unknown, path: Path): string | null {
  let value = data
  for (const [depth, key] of path.entries()) {
    if (value == null) return JSON.stringify(path.slice(0, depth))
    value = (value as Record<string | number, unknown>)[key]
  }
  return null
}

/**
 * The errors, repaired. Where several fields that may not be null are null below one thing, only the first is said, as
 * graphql-js does it; `mayBeNull` tells whether the field at a path may.
 */
export function repairErrors(
  errors: readonly GraphQLError[],
  data: ExecutionResult['data'],
  mayBeNull: (path: Path) => boolean,
): GraphQLError[] {
  const said = new Set<string>()
  return errors.map(repair).filter(({ path = [] }) => {
    const nulled = nulledAbove(data, path)
    if (nulled === null || mayBeNull(path)) return true
    if (said.has(nulled)) return false
    said.add(nulled)
    return true
  })
}
