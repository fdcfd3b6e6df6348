// How a product is found, and how those of its fields are that cost another look at the backend.
import {
  type ConnectionOf,
  Money,
  Public,
  parseWindow,
  type Representation,
  toConnection,
} from '@ticketing/subgraph-kit'
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql'
import { loadProducts } from '../backend/products.js'
import type { TicketingContext } from '../context.js'
import { productImageLink } from '../file-links.js'
import { findProduct, offerOf } from './product.loader.js'
import { parseProductId, priceOf, stockLeft, toProductSearch } from './product.rules.js'
import { Product, ProductConnection, ProductFilter, ProductSort } from './product.type.js'

@Resolver(() => Product)
export class ProductResolver {
  @Query(() => Product, { nullable: true, description: 'One product; null when there is none with this id.' })
  @Public()
  product(
    @Arg('id', () => ID, { description: 'The number of the product.' }) id: string,
    @Ctx() context: TicketingContext,
  ): Promise<Product | null> {
    return findProduct(context, parseProductId(id))
  }

  @Query(() => ProductConnection, { nullable: true, description: 'The products that are on sale.' })
  @Public()
  async products(
    @Ctx() { ask }: TicketingContext,
    @Arg('filter', () => ProductFilter, { nullable: true, description: 'Which products; by default all.' })
    filter: ProductFilter | null,
    @Arg('sort', () => ProductSort, {
      nullable: true,
      defaultValue: 'NAME_ASC',
      description: 'In which order.',
    })
    sort: ProductSort | null,
    @Arg('first', () => Int, { nullable: true, defaultValue: 15, description: 'How many, from 1 to 100.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which to begin.' })
    after: string | null,
  ): Promise<ConnectionOf<Product>> {
    const window = parseWindow(first ?? 15, after)
    const search = toProductSearch(filter, sort ?? 'NAME_ASC')
    const { rows, totalCount } = await loadProducts(ask, search, window)
    return toConnection({ rows: rows.map(Product.of), totalCount }, window)
  }

  @FieldResolver()
  imageUrl(@Root() { imageFile }: Product, @Ctx() { call }: TicketingContext): string | null {
    return imageFile && productImageLink(call.publicUrl, imageFile)
  }

  // What is charged and what is left is read from the product itself, never from a list page, and only when asked for.

  @FieldResolver()
  async price(@Root() product: Product, @Ctx() context: TicketingContext): Promise<Money> {
    return Money.of(priceOf(await offerOf(context, product)))
  }

  @FieldResolver()
  async listPrice(@Root() product: Product, @Ctx() context: TicketingContext): Promise<Money> {
    return Money.of((await offerOf(context, product)).listPrice)
  }

  @FieldResolver()
  async discountRate(@Root() product: Product, @Ctx() context: TicketingContext): Promise<number> {
    return Number((await offerOf(context, product)).discountRate)
  }

  @FieldResolver()
  async stock(@Root() product: Product, @Ctx() context: TicketingContext): Promise<number> {
    return stockLeft((await offerOf(context, product)).stock)
  }

  @FieldResolver()
  async inStock(@Root() product: Product, @Ctx() context: TicketingContext): Promise<boolean> {
    return (await offerOf(context, product)).stock > 0
  }
}

/** The product that another subgraph names. */
export const productReference = (
  { id }: Representation,
  context: TicketingContext,
): Promise<Product | null> => findProduct(context, parseProductId(id))
