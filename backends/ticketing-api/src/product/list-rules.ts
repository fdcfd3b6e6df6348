import { type Call } from '../http/call.js'
import { problem } from '../http/problem.js'
import { day, integer, max, min, oneOf, string } from '../http/rules.js'
import { type Rules, validate } from '../http/validate.js'

export const sortable = ['name', 'price', 'product_details->date'] as const

const rules: Rules = {
  name: [string, max(255)],
  category: [string, max(100)],
  location: [string, max(255)],
  date: [day],
  places: [integer, min(1)],
  sort_by: [oneOf(...sortable)],
  order: [oneOf('asc', 'desc')],
  per_page: [integer, min(1), max(100)],
  page: [integer, min(1)],
}

/** @throws 400 for a parameter that the list does not know. */
export const refuseUnknownParameters = (call: Call): void => {
  if (Object.keys(call.query).some((key) => !(key in rules))) throw problem(400, 'http_error', '')
}

export const checkListQuery = (call: Call): Promise<void> => validate(call.query, rules)
