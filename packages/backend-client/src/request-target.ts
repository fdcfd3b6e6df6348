// Path and query of one REST call, from its route template.
import { CodedError } from '@ticketing/service-kit'
import { pathSegment } from './path-segment.js'
import type { PathParams, Query, QueryValue } from './request.js'

const MAX_TARGET_LENGTH = 8_000
// The backend trims values and then fails the empty ones; it strips invisible characters as well.
const BLANK = /^[\s\p{C}]*$/u

/**
 * Fills a route template and adds the query.
 * @throws CodedError BAD_USER_INPUT for a value that cannot be sent; Error for a template and parameters that do not match
 */
export function requestTarget(route: string, params: PathParams = {}, query: Query = {}): string {
  const path = fillRoute(route, params)
  const search = buildQuery(query)
  const target = search === '' ? path : `${path}?${search}`
  if (target.length > MAX_TARGET_LENGTH) throw new CodedError('BAD_USER_INPUT', 'The filters are too long.')
  return target
}

/** Query text without null, undefined and blank values, in the order given. */
export function buildQuery(query: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    const text = queryText(value)
    if (text !== null) search.append(name, text)
  }
  return search.toString()
}

function fillRoute(route: string, params: PathParams): string {
  const unused = new Set(Object.keys(params))
  const path = route.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined
    if (value === undefined) throw new Error(`Route ${route} lacks its parameter ${name}`)
    unused.delete(name)
    return pathSegment(value)
  })
  if (unused.size > 0) throw new Error(`Route ${route} has no parameter ${[...unused].join(', ')}`)
  return path
}

function queryText(value: QueryValue): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new CodedError('BAD_USER_INPUT', 'A filter is not a number.')
  }
  const text = String(value)
  return BLANK.test(text) ? null : text
}
