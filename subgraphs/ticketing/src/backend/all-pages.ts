// A list that has to be read to its end.
import type { Slice } from '@ticketing/subgraph-kit'

const PER_PAGE = 100

/**
 * The rows of all pages, one page after the other, until `enough` says so. A row that moves to the next page while
 * the list grows is given once.
 */
export async function readAllPages<Row extends { readonly id: number }>(
  readPage: (page: number, perPage: number) => Promise<Slice<Row>>,
  enough: (found: ReadonlyMap<number, Row>) => boolean = () => false,
): Promise<ReadonlyMap<number, Row>> {
  const found = new Map<number, Row>()
  for (let page = 1; ; page += 1) {
    const { rows, totalCount } = await readPage(page, PER_PAGE)
    for (const row of rows) found.set(row.id, row)
    if (rows.length === 0 || page * PER_PAGE >= totalCount || enough(found)) return found
  }
}
