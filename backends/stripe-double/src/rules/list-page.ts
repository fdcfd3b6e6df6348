/** One page of a list, newest first, in Stripe's cursor style. */
import { missing } from '../core/fault.js'
import { isParams, type Params, readInteger, readText } from '../core/params.js'

export const PAGE_PARAMS = ['limit', 'starting_after', 'ending_before', 'created'] as const

interface Listed {
  readonly id: string
  readonly created: number
}

interface ListInput<T> {
  /** Oldest first. */
  readonly items: readonly T[]
  readonly params: Params
  readonly url: string
  /** What a cursor that names nothing is said to be. */
  readonly resource: string
}

/** `{ object: 'list', data, has_more, url }`; `limit` is 1 to 100, 10 when absent. */
export function listPage<T extends Listed>({ items, params, url, resource }: ListInput<T>): object {
  const limit = Math.min(readInteger(params, 'limit', 1) ?? 10, 100)
  const inRange = createdFilter(params)
  const newestFirst = items.filter((item) => inRange(item.created)).reverse()
  const place = (name: string): number | undefined => {
    const id = readText(params, name)
    if (id === undefined || id === null) return undefined
    const index = newestFirst.findIndex((item) => item.id === id)
    if (index < 0) throw missing(resource, id, name)
    return index
  }
  const after = place('starting_after')
  const before = place('ending_before')
  if (before !== undefined) {
    const start = Math.max(before - limit, 0)
    return { object: 'list', data: newestFirst.slice(start, before), has_more: start > 0, url }
  }
  const start = after === undefined ? 0 : after + 1
  const data = newestFirst.slice(start, start + limit)
  return { object: 'list', data, has_more: start + limit < newestFirst.length, url }
}

function createdFilter(params: Params): (created: number) => boolean {
  const created = params.created
  if (!isParams(created)) {
    const exact = readInteger(params, 'created', 0)
    return (value) => exact === undefined || value === exact
  }
  const gt = readInteger(created, 'gt', 0) ?? -1
  const gte = readInteger(created, 'gte', 0) ?? 0
  const lt = readInteger(created, 'lt', 0) ?? Number.POSITIVE_INFINITY
  const lte = readInteger(created, 'lte', 0) ?? Number.POSITIVE_INFINITY
  return (value) => value > gt && value >= gte && value < lt && value <= lte
}
