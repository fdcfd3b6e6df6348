// The body of a request to a subgraph: bounded, then parsed at the border.
import type { IncomingMessage } from 'node:http'
import { CodedError } from '@ticketing/service-kit'

const MAX_BYTES = 2_000_000
/** So much is read and thrown away, that a client which sends first and reads then can read the refusal. */
const MOST_DISCARDED_BYTES = 4 * MAX_BYTES

/** Answered with 413. */
export class BodyTooLarge extends CodedError {}

const tooLarge = () => new BodyTooLarge('BAD_USER_INPUT', 'The request is too large.')

/** Throws BodyTooLarge beyond 2 MB. Listeners and not `for await`, which would cut the connection before the answer. */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= MAX_BYTES) chunks.push(chunk)
      else chunks.length = 0
      if (size > MOST_DISCARDED_BYTES) reject(tooLarge())
    })
    request.once('end', () => {
      const [first = Buffer.alloc(0)] = chunks
      if (size > MAX_BYTES) reject(tooLarge())
      else resolve(chunks.length > 1 ? Buffer.concat(chunks) : first)
    })
    // The client left; nobody reads this refusal.
    const incomplete = () => reject(new CodedError('BAD_USER_INPUT', 'The body is incomplete.'))
    request.once('error', incomplete)
    request.once('close', incomplete)
  })
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
