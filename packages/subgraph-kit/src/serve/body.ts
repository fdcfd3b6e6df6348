// The body of a request to a subgraph: bounded, then parsed at the border.
import type { IncomingMessage } from 'node:http'
import { CodedError } from '@ticketing/service-kit'

const MAX_BYTES = 2_000_000

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BYTES) throw new CodedError('BAD_USER_INPUT', 'The request is too large.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A GraphQL request as the gateway writes it. */
export interface GraphqlBody {
  readonly query: string
  readonly operationName: string | null
  readonly variables: Record<string, unknown> | null
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** BAD_USER_INPUT unless it is `{ query, operationName?, variables? }`. */
export function parseBody(text: string): GraphqlBody {
  const parsed = parseJson(text)
  if (!isRecord(parsed) || typeof parsed.query !== 'string') {
    throw new CodedError('BAD_USER_INPUT', 'The body must be JSON with a query.')
  }
  return {
    query: parsed.query,
    operationName: typeof parsed.operationName === 'string' ? parsed.operationName : null,
    variables: isRecord(parsed.variables) ? parsed.variables : null,
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
