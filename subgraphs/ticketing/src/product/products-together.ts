// Several products that are only displayed: from the pages of the public list where that costs less than asking for
// each, and one by one where it does not. Pages never tell a stock, and hide what is sold out.
import type { ListedProduct, ProductId, ProductSight } from '../backend/product-record.js'
import { loadProduct, loadProductPage } from '../backend/products.js'
import type { TicketingContext } from '../context.js'
import type { ListedSights } from './known-catalogue.js'
import { PAGE_OF_LIST, pagesWorthReading, SORTS } from './product.rules.js'

const NOTHING: ListedSights = new Map()

const isSight = (product: ListedProduct): product is ListedProduct & ProductSight =>
  product.displayed !== null

/** The whole list, always asked for in the same words: the backend keeps its pages by them. */
async function readList({ ask, catalogue }: TicketingContext, pages: number): Promise<ListedSights> {
  const from = { list: 'on sale', search: SORTS.NAME_ASC } as const
  try {
    const numbers = Array.from({ length: pages }, (_, index) => index + 1)
    const read = await Promise.all(numbers.map((page) => loadProductPage(ask, from, page, PAGE_OF_LIST)))
    const rows = read.flatMap((slice) => slice.rows)
    catalogue.read(new Set(rows.map(({ id }) => id)), Math.max(...read.map(({ totalCount }) => totalCount)))
    return new Map(rows.filter(isSight).map((row) => [row.id, row]))
  } catch {
    // The backend's lists can fail where its products do not. What is wrong with it has been logged.
    return NOTHING
  }
}

/** The list, if it is worth reading for these products, or has been read for the same request already. */
function listFor(context: TicketingContext, ids: readonly ProductId[]): Promise<ListedSights> | null {
  const { call, catalogue } = context
  const known = catalogue.listOf(call)
  if (known !== undefined) return known
  const likely = ids.filter((id) => catalogue.mayHave(id))
  const pages = pagesWorthReading(likely.length, catalogue.total())
  if (pages === 0) return null
  const list = readList(context, pages)
  catalogue.keepFor(call, list)
  return list
}

/** Each of these products as it may be displayed; null where there is none, an Error where one could not be read. */
export function sightsOf(
  context: TicketingContext,
  ids: readonly ProductId[],
): Promise<(ProductSight | null | Error)[]> {
  const { ask, catalogue } = context
  const list = listFor(context, ids)
  const sightOf = async (id: ProductId): Promise<ProductSight | null> => {
    // What the list is not known to have is asked for at once, beside the list.
    const listed = list !== null && catalogue.mayHave(id) ? (await list).get(id) : undefined
    if (listed) return listed
    const record = await loadProduct(ask, id, { mayBeKept: true })
    return record && { ...record, displayed: record.offer }
  }
  return Promise.all(ids.map((id) => sightOf(id).catch((fault: Error) => fault)))
}
