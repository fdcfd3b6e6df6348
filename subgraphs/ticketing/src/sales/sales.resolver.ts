import {
  type ConnectionOf,
  parseWindow,
  Rest,
  Roles,
  readWindow,
  toConnection,
} from '@ticketing/subgraph-kit'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, FieldResolver, Info, Int, Query, Resolver, Root } from 'type-graphql'
import { loadSalesPage } from '../backend/sales.js'
import type { TicketingContext } from '../context.js'
import { asksAsOfNow, asksBeyond, READ_APART } from '../product/asked-fields.js'
import { namedProduct } from '../product/product.loader.js'
import { Product } from '../product/product.type.js'
import { checkSearch } from '../search.rules.js'
import { ProductSales, ProductSalesConnection, SalesSort } from './sales.type.js'

// What a row of the sales tells of its product: no reason to read the product.
const KNOWN_TO_SALES: ReadonlySet<string> = new Set(['__typename', 'id', 'name', ...READ_APART])

@Resolver(() => ProductSales)
export class SalesResolver {
  @Query(() => ProductSalesConnection, {
    nullable: true,
    description: 'How many tickets of each product have been sold. Products without any are not listed.',
  })
  @Roles('ADMIN')
  @Rest('GET /api/tickets/admin/sales')
  async sales(
    @Ctx() { ask }: TicketingContext,
    @Arg('search', () => String, {
      nullable: true,
      description: 'A part of the English name of the product, whatever the language of the request.',
    })
    search: string | null,
    @Arg('sort', () => SalesSort, {
      nullable: true,
      defaultValue: SalesSort.SOLD_COUNT_DESC,
      description: 'In which order.',
    })
    sort: SalesSort | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 15, description: 'How many, from 1 to 100.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which to begin.' })
    after: string | null,
  ): Promise<ConnectionOf<ProductSales>> {
    const window = parseWindow(first ?? 15, after)
    const wanted = { text: checkSearch(search), order: sort ?? SalesSort.SOLD_COUNT_DESC }
    const slice = await readWindow(window, (page, size) => loadSalesPage(ask, wanted, page, size))
    return toConnection({ ...slice, rows: slice.rows.map(ProductSales.of) }, window)
  }

  @FieldResolver()
  async product(
    @Root() sales: ProductSales,
    @Ctx() context: TicketingContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Product | null> {
    if (asksBeyond(KNOWN_TO_SALES, info)) return namedProduct(context, sales.productId, info)
    return knownProduct(sales, { together: !asksAsOfNow(info) })
  }
}

const unsaid = { description: null, category: null, location: null, date: null, startsAtText: null }

const knownProduct = ({ productId, name }: ProductSales, how: { readonly together: boolean }): Product =>
  Product.of({ id: productId, name, ...unsaid, places: null, imageFile: null, ...how })
