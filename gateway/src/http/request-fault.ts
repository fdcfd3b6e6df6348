// A request that cannot be run, said with the codes and statuses that clients of Apollo know.
import type { GraphQLError, GraphQLFormattedError } from 'graphql'

/** Codes that are not in our catalogue, since they are about the request itself. */
export type RequestCode =
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'BAD_USER_INPUT'
  | 'BAD_REQUEST'
  | 'OPERATION_RESOLUTION_FAILURE'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'PERSISTED_QUERY_NOT_SUPPORTED'
  | 'PERSISTED_QUERY_HASH_MISMATCH'

export interface RequestFaultOptions {
  /** Default 400. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** In characters. A text may quote what the client sent, up to its whole body. */
const MAX_MESSAGE = 2_000

const shortened = (message: string): string =>
  message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message

/** Nothing of the request was run. Its texts are English, as graphql-js writes them: developers read them. */
export class RequestFault extends Error {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly errors: readonly GraphQLFormattedError[]

  constructor(
    code: RequestCode,
    errors: readonly Pick<GraphQLError, 'message' | 'locations'>[],
    { status = 400, headers = {} }: RequestFaultOptions = {},
  ) {
    super(errors[0]?.message)
    this.name = 'RequestFault'
    this.status = status
    this.headers = headers
    this.errors = errors.map(({ message, locations }) => ({
      message: shortened(message),
      ...(locations ? { locations } : {}),
      extensions: { code, retryable: false },
    }))
  }
}

/** A fault with one text. */
export const requestFault = (
  code: RequestCode,
  message: string,
  options?: RequestFaultOptions,
): RequestFault => new RequestFault(code, [{ message, locations: undefined }], options)
