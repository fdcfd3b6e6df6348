// What the client asks, out of a POST's JSON or a GET's URL: https://graphql.github.io/graphql-over-http/draft/#sec-Request
import type { Exchange, Step } from '../http/exchange.js'
import { Refusal } from '../http/refusal.js'

type Parameters = Readonly<Record<string, unknown>>

/** A request's parameters, each of the right kind. */
export interface AskedOperation {
  /** Null until a persisted query is recalled. */
  query: string | null
  readonly operationName: string | null
  readonly variables: Parameters
  readonly extensions: Parameters
  /** The hash of a persisted query that is to be kept, once it is known to be good. */
  learnt: { readonly hash: string; readonly isStored: boolean } | null
}

const NONE: Parameters = Object.freeze({})

const isObject = (value: unknown): value is Parameters =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const refusal = (name: string, kind: 'text' | 'object') =>
  kind === 'text'
    ? new Refusal('BAD_USER_INPUT', 400, 'The parameter {name} must be a text.', { values: { name } })
    : new Refusal('BAD_USER_INPUT', 400, 'The parameter {name} must be an object.', { values: { name } })

function textIn(parameters: Parameters, name: string): string | null {
  const value = parameters[name] ?? null
  if (value !== null && typeof value !== 'string') throw refusal(name, 'text')
  return value === '' ? null : value
}

function objectIn(parameters: Parameters, name: string): Parameters {
  const value = parameters[name] ?? NONE
  if (!isObject(value)) throw refusal(name, 'object')
  return value
}

function parseParameter(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw refusal(name, 'object')
  }
}

function parametersOfUrl(url = ''): Parameters {
  const start = url.indexOf('?')
  if (start === -1) return NONE
  const search = new URLSearchParams(url.slice(start + 1))
  const parameters: Record<string, unknown> = {}
  for (const name of ['query', 'operationName', 'variables', 'extensions']) {
    const values = search.getAll(name)
    if (values.length > 1) {
      throw new Refusal('BAD_USER_INPUT', 400, 'The parameter {name} may come only once.', {
        values: { name },
      })
    }
    const [value] = values
    if (value === undefined || value === '') continue
    const isJson = name === 'variables' || name === 'extensions'
    parameters[name] = isJson ? parseParameter(name, value) : value
  }
  return parameters
}

function parametersOf({ request, body }: Exchange): Parameters {
  if (request.method !== 'POST') return parametersOfUrl(request.url)
  if (isObject(body)) return body
  if (Array.isArray(body)) {
    throw new Refusal('BAD_USER_INPUT', 400, 'Several operations in one request are not possible.')
  }
  throw new Refusal('BAD_USER_INPUT', 400, 'The body must be an object.')
}

/** Fills `asked`. */
export const readOperation: Step = (exchange) => {
  const parameters = parametersOf(exchange)
  exchange.asked = {
    query: textIn(parameters, 'query'),
    operationName: textIn(parameters, 'operationName'),
    variables: objectIn(parameters, 'variables'),
    extensions: objectIn(parameters, 'extensions'),
    learnt: null,
  }
}
