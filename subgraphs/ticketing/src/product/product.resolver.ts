// How a product is found, and how those of its fields are that cost another look at the backend.
import {
  type ConnectionOf,
  Money,
  Public,
  parseWindow,
  type Representation,
  Rest,
  Roles,
  toConnection,
} from '@ticketing/subgraph-kit'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql'
import type { Pricing } from '../backend/product-record.js'
import { loadProducts, type ProductList } from '../backend/products.js'
import type { TicketingContext } from '../context.js'
import { productImagePath } from '../file-links.js'
import { askedProduct, namedProduct, offerOf, pricingOf, recordIn } from './product.loader.js'
import { parseProductId, priceOf, stockLeft, toProductSearch } from './product.rules.js'
import { Product, ProductConnection, ProductFilter, ProductSort } from './product.type.js'
import { LANGUAGES } from './product-content.rules.js'
import { ProductTranslation } from './translation.type.js'

/** What a list of products is asked for with. */
interface ListArguments {
  readonly filter: ProductFilter | null
  readonly sort: ProductSort | null
  readonly first: number | null
  readonly after: string | null
}

async function listProducts(
  { ask, catalogue }: TicketingContext,
  list: ProductList,
  { filter, sort, first, after }: ListArguments,
): Promise<ConnectionOf<Product>> {
  const window = parseWindow(first ?? 15, after)
  const search = toProductSearch(filter, sort ?? 'NAME_ASC')
  const { rows, totalCount } = await loadProducts(ask, { list, search }, window)
  if (list === 'on sale' && filter == null) catalogue.told(totalCount)
  return toConnection({ rows: rows.map(Product.of), totalCount }, window)
}

@Resolver(() => Product)
export class ProductResolver {
  @Query(() => Product, { nullable: true, description: 'One product; null when there is none with this id.' })
  @Public()
  @Rest('GET /api/products/{product}')
  product(
    @Arg('id', () => ID, { description: 'The number of the product.' }) id: string,
    @Ctx() context: TicketingContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Product | null> {
    return askedProduct(context, parseProductId(id), info)
  }

  @Query(() => ProductConnection, {
    nullable: true,
    description:
      'The products that are on sale. Which these are, and their prices, may be 30 seconds old; their stock never is.',
  })
  @Public()
  @Rest('GET /api/products')
  products(
    @Ctx() context: TicketingContext,
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
    return listProducts(context, 'on sale', { filter, sort, first, after })
  }

  @Query(() => ProductConnection, {
    nullable: true,
    description:
      'All products, also those that are sold out. Which these are, and their prices, may be 30 seconds old; their stock never is.',
  })
  @Roles('ADMIN')
  @Rest('GET /api/products/all')
  allProducts(
    @Ctx() context: TicketingContext,
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
    return listProducts(context, 'all', { filter, sort, first, after })
  }

  @FieldResolver()
  imageUrl(@Root() { imageFile }: Product, @Ctx() { call }: TicketingContext): string | null {
    return imageFile && call.publicUrl + productImagePath(imageFile)
  }

  // A price is displayed as the list page says it, so that a list costs one call. It is never what is charged.

  @FieldResolver()
  price(@Root() product: Product, @Ctx() context: TicketingContext): Money | Promise<Money> {
    return ofPricing(context, product, (pricing) => Money.of(priceOf(pricing)))
  }

  @FieldResolver()
  listPrice(@Root() product: Product, @Ctx() context: TicketingContext): Money | Promise<Money> {
    return ofPricing(context, product, ({ listPrice }) => Money.of(listPrice))
  }

  @FieldResolver()
  discountRate(@Root() product: Product, @Ctx() context: TicketingContext): number | Promise<number> {
    return ofPricing(context, product, (pricing) => Number(pricing.discountRate))
  }

  // What is left is read from the product itself, never from a list page, and only when asked for.

  @FieldResolver()
  @Rest('GET /api/products/{product}')
  async stock(@Root() product: Product, @Ctx() context: TicketingContext): Promise<number> {
    return stockLeft((await offerOf(context, product)).stock)
  }

  @FieldResolver()
  @Rest('GET /api/products/{product}')
  async inStock(@Root() product: Product, @Ctx() context: TicketingContext): Promise<boolean> {
    return (await offerOf(context, product)).stock > 0
  }

  @FieldResolver()
  @Rest('GET /api/products/{product}')
  async translations(
    @Root() { id }: Product,
    @Ctx() context: TicketingContext,
  ): Promise<ProductTranslation[]> {
    const translate = async (language: (typeof LANGUAGES)[number]) =>
      ProductTranslation.of(language, await recordIn(context, id, language))
    return Promise.all(LANGUAGES.map(translate))
  }
}

// At once where the price is known, as it mostly is: each promise of a list of products costs.
function ofPricing<Value>(
  context: TicketingContext,
  product: Product,
  read: (pricing: Pricing) => Value,
): Value | Promise<Value> {
  const { displayed } = product
  return displayed === null ? pricingOf(context, product).then(read) : read(displayed)
}

/** The product that another subgraph names. */
export const productReference = (
  { id }: Representation,
  context: TicketingContext,
  info: GraphQLResolveInfo,
): Promise<Product | null> => namedProduct(context, parseProductId(id), info)
