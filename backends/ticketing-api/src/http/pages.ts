import type { Input } from './input.js'

/** Which slice of a list is wanted. */
export interface Page {
  readonly number: number
  readonly size: number
}

/** A page number that makes no sense is the first page. */
export const toPage = (query: Input, defaultSize: number): Page => {
  const number = Number(query.page ?? 1)
  return {
    number: Number.isInteger(number) && number > 0 && number < 1e9 ? number : 1,
    size: Number(query.per_page ?? defaultSize),
  }
}

export const offsetOf = (page: Page): number => (page.number - 1) * page.size
export const lastPage = (page: Page, total: number): number => Math.max(1, Math.ceil(total / page.size))

/** The short form: tickets, sales and users. */
export const shortMeta = (page: Page, total: number) => ({
  current_page: page.number,
  last_page: lastPage(page, total),
  per_page: page.size,
  total,
})

/** `first`, `last`, `prev`, `next`; `query` is kept before the page number where a route keeps it. */
export const pageLinks = (url: string, page: Page, total: number, query = '') => {
  const link = (number: number): string => `${url}?${query}${query ? '&' : ''}page=${number}`
  const last = lastPage(page, total)
  return {
    first: link(1),
    last: link(last),
    prev: page.number > 1 ? link(page.number - 1) : null,
    next: page.number < last ? link(page.number + 1) : null,
  }
}

/** The long form: invoices, and payments with their row of buttons. `rows` is how many this page has. */
export const longMeta = (url: string, page: Page, total: number, rows: number) => ({
  current_page: page.number,
  from: rows > 0 ? offsetOf(page) + 1 : null,
  last_page: lastPage(page, total),
  path: url,
  per_page: page.size,
  to: rows > 0 ? offsetOf(page) + rows : null,
  total,
})
