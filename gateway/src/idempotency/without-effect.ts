// Whether an answer proves that nothing was done, and says that it is worth another try: then its key is free again.
import type { GraphQLFormattedError } from 'graphql'

/** As the client reads it. */
export interface ToldAnswer {
  readonly data: Readonly<Record<string, unknown>> | null | undefined
  readonly errors?: readonly GraphQLFormattedError[] | undefined
}

function isWithoutEffect({ extensions = {} }: GraphQLFormattedError): boolean {
  return (
    extensions.retryable === true &&
    (extensions.outcomeUnknown ?? false) === false &&
    (extensions.carriedOut ?? false) === false
  )
}

/**
 * `commands`: the response keys of the mutation's fields that subgraphs were asked for. Each must have failed itself, and
 * may be tried again. A null that came up from below, or that nobody explains, may be all that is seen of a success.
 */
export function hadNoEffect({ data, errors = [] }: ToldAnswer, commands: readonly string[]): boolean {
  return commands.every((key) => {
    const own = errors.filter(({ path }) => path?.[0] === key)
    return (
      (data?.[key] ?? null) === null &&
      own.length > 0 &&
      own.every((error) => error.path?.length === 1 && isWithoutEffect(error))
    )
  })
}
