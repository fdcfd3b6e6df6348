// A list that has to be read to its end.
import type { Slice } from '@ticketing/subgraph-kit'

interface Reading<Row> {
  /** How many rows to ask for at once, 1 to 100. */
  readonly perPage?: number
  /** Whether what has been found so far will do. */
  readonly enough?: (found: ReadonlyMap<number, Row>) => boolean
}

/**
 * The rows of all pages, one page after the other, until `enough` says so. A row that moves to the next page while
 * the list grows is given once.
 */
export async function readAllPages<Row extends { readonly id: number }>(
  readPage: (page: number, perPage: number) => Promise<Slice<Row>>,
  { perPage = 100, enough = () => false }: Reading<Row> = {},
): Promise<ReadonlyMap<number, Row>> {
  const found = new Map<number, Row>()
  for (let page = 1; ; page += 1) {
    const { rows, totalCount } = await readPage(page, perPage)
    for (const row of rows) found.set(row.id, row)
    if (rows.length === 0 || page * perPage >= totalCount || enough(found)) return found
  }
}
