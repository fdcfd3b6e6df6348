// Path and query of one REST call, from its route template.
import { CodedError } from '@ticketing/service-kit'
import type { PathParams, Query, QueryValue } from './request.js'
import { fillRoute } from './route-template.js'

const MAX_TARGET_LENGTH = 8_000
// The backend trims values and then fails the empty ones; it strips invisible characters as well.
const BLANK = /^[\s\p{C}]*$/u
// What stands in a query as it is.
const PLAIN = /^[A-Za-z0-9*._-]+$/
const NONE: Readonly<Record<string, never>> = {}

/**
 * Fills a route template and adds the query.
 * @throws CodedError BAD_USER_INPUT for a value that cannot be sent; Error for a template and parameters that do not match
 */
export function requestTarget(route: string, params: PathParams = NONE, query: Query = NONE): string {
  const path = fillRoute(route, params)
  const search = buildQuery(query)
  const target = search === '' ? path : `${path}?${search}`
  if (target.length > MAX_TARGET_LENGTH) throw new CodedError('BAD_USER_INPUT', 'The filters are too long.')
  return target
}

/** Query text without null, undefined and blank values, in the order given. */
export function buildQuery(query: Query): string {
  let search = ''
  for (const name of Object.keys(query)) {
    const text = queryText(query[name])
    if (text === null) continue
    const pair = PLAIN.test(name) && PLAIN.test(text) ? `${name}=${text}` : encodedPair(name, text)
    search = search === '' ? pair : `${search}&${pair}`
  }
  return search
}

const encodedPair = (name: string, text: string): string => new URLSearchParams([[name, text]]).toString()

function queryText(value: QueryValue): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new CodedError('BAD_USER_INPUT', 'A filter is not a number.')
  }
  const text = String(value)
  return !PLAIN.test(text) && BLANK.test(text) ? null : text
}
