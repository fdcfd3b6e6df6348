// Rows of several payments out of a list that is longer than they are.
import type { Slice } from '@ticketing/subgraph-kit'
import type { PageOfList } from '../backend/list-query.js'

// Beyond this the rest is read one by one.
const MAX_PAGES = 3
const PER_PAGE = 100

/** From so many payments on, reading a list costs less than reading each of them. */
export const WORTH_A_LIST = 3

/** The wanted rows that stand on the first pages; ends with the page that completes them. */
export async function gather<Row extends { readonly uuid: string }>(
  wanted: ReadonlySet<string>,
  readPage: (page: PageOfList) => Promise<Slice<Row>>,
): Promise<Map<string, Row>> {
  const found = new Map<string, Row>()
  for (let page = 1; page <= MAX_PAGES && found.size < wanted.size; page += 1) {
    const { rows, totalCount } = await readPage({ page, perPage: PER_PAGE })
    for (const row of rows) if (wanted.has(row.uuid)) found.set(row.uuid, row)
    if (page * PER_PAGE >= totalCount) break
  }
  return found
}
