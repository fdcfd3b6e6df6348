// What a subgraph answered over HTTP, if it is GraphQL: https://graphql.github.io/graphql-over-http/draft/#sec-Response
import { promisify } from 'node:util'
import { brotliDecompress, gunzip } from 'node:zlib'
import type { ExecutionResult } from 'graphql'
import { isObject } from './answer-tree.js'
import type { HttpAnswer } from './http-exchange.js'

/** Of an answer, as it comes and unpacked. */
export const MAX_ANSWER_BYTES = 10_000_000

const GRAPHQL = 'application/graphql-response+json'

/** What readAnswer reads. */
export const READABLE = { accept: `${GRAPHQL}, application/json;q=0.9`, 'accept-encoding': 'gzip, br' }

// Unpacking ends where the limit is passed, however much would follow.
const LIMIT = { maxOutputLength: MAX_ANSWER_BYTES }
type Unpack = (packed: Buffer, limit: typeof LIMIT) => Promise<Buffer>
const unpackers: ReadonlyMap<string, Unpack> = new Map<string, Unpack>([
  ['gzip', promisify(gunzip) as Unpack],
  ['br', promisify(brotliDecompress) as Unpack],
])

/** Only the newer media type says that also an answer with an error's status is GraphQL. */
function checkHead({ status, headers }: HttpAnswer): void {
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
  const isSuccess = status >= 200 && status < 300
  if (!isSuccess && !(type === GRAPHQL && status >= 400)) throw new Error(`answered ${status}`)
  if (type !== undefined && type !== GRAPHQL && type !== 'application/json')
    throw new Error(`answered ${type}`)
}

const isPath = (path: unknown): boolean =>
  path === undefined ||
  path === null ||
  (Array.isArray(path) && path.every((key) => typeof key === 'string' || typeof key === 'number'))

const isError = (error: unknown): boolean =>
  isObject(error) &&
  typeof error.message === 'string' &&
  isPath(error.path) &&
  (error.extensions === undefined || error.extensions === null || isObject(error.extensions))

function toResult(answer: unknown): ExecutionResult {
  if (!isObject(answer)) throw new Error('answered no object')
  const { data = null, errors = null } = answer
  if (data !== null && !isObject(data)) throw new Error('answered data that are no object')
  if (errors === null) return { data }
  if (!Array.isArray(errors) || !errors.every(isError)) throw new Error('answered errors that are none')
  // Errors are written on as they came; graphql's own error class adds nothing to them.
  return { data, errors }
}

/** Throws at an answer that is too large, packed in another way than was asked for, or no GraphQL. */
export async function readAnswer(answer: HttpAnswer): Promise<ExecutionResult> {
  checkHead(answer)
  const { 'content-encoding': encoding = 'identity' } = answer.headers
  if (encoding === 'identity') return toResult(JSON.parse(answer.body.toString()))
  const unpack = unpackers.get(encoding.trim().toLowerCase())
  if (unpack === undefined) throw new Error(`answered in ${encoding}`)
  return toResult(JSON.parse((await unpack(answer.body, LIMIT)).toString()))
}
