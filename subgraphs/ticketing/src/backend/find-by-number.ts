// One row of a list that is paged, newest first, and has no route for a single row.
import type { Slice } from '@ticketing/subgraph-kit'
import { readAllPages } from './all-pages.js'

const PER_PAGE = 100

/**
 * The row with this number, found by halving: newer rows have higher numbers, so each page tells on which side to go
 * on. The backend does not promise that order; a row that is not where it should be is looked for on every page.
 */
export async function findByNumber<Row extends { readonly id: number }>(
  readPage: (page: number, perPage: number) => Promise<Slice<Row>>,
  wanted: number,
): Promise<Row | null> {
  let [first, last] = [1, 1]
  for (let page = 1; first <= last; page = Math.floor((first + last) / 2)) {
    const { rows, totalCount } = await readPage(page, PER_PAGE)
    const row = rows.find(({ id }) => id === wanted)
    if (row !== undefined) return row
    const ids = rows.map(({ id }) => id)
    if (page === 1) last = Math.ceil(totalCount / PER_PAGE)
    if (rows.length === 0 || wanted > Math.max(...ids)) last = page - 1
    else if (wanted < Math.min(...ids)) first = page + 1
    else break
  }
  return (await readAllPages(readPage, { enough: (found) => found.has(wanted) })).get(wanted) ?? null
}
