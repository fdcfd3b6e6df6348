import { stockShortages } from '@ticketing/backend-client'
import { CodedError } from '@ticketing/service-kit'
import { Money, OwnRecords, Public, type Representation, Rest } from '@ticketing/subgraph-kit'
import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from 'type-graphql'
import { type CartRecord, putCartLine } from '../backend/carts.js'
import type { TicketingContext } from '../context.js'
import { asksAsCharged, asksBeyond, READ_APART } from '../product/asked-fields.js'
import { freshProduct, namedProduct, productSight } from '../product/product.loader.js'
import { parseProductId } from '../product/product.rules.js'
import { Product } from '../product/product.type.js'
import { checkQuantity, totalOf, withoutTwins } from './cart.rules.js'
import { Cart, CartItem, SetCartItemResult, StockShortage, StockUnavailable } from './cart.type.js'
import { itemSet } from './cart-events.js'
import { type CartChange, changeOwnCart } from './change-own-cart.js'
import { clearOwnCart } from './clear-own-cart.js'
import { loadOwnCart } from './own-cart.js'

// What a line of a cart tells of its product: no reason to read the product.
const KNOWN_TO_CARTS: ReadonlySet<string> = new Set([
  ...['__typename', 'id', 'name', 'location', 'date', 'startsAtText', 'imageUrl'],
  ...READ_APART,
])

@Resolver(() => Cart)
export class CartResolver {
  @Query(() => Cart, { nullable: true, description: "The caller's cart, or the guest's." })
  @Public()
  @OwnRecords()
  @Rest('GET /api/cart')
  async cart(@Ctx() context: TicketingContext): Promise<Cart> {
    return toCart(await loadOwnCart(context))
  }

  @Mutation(() => SetCartItemResult, {
    nullable: true,
    description:
      'Sets how many tickets for a product are in the cart. Sending it twice changes nothing more.',
  })
  @Public()
  @OwnRecords()
  @Rest('PATCH /api/cart/items/{product}')
  async setCartItem(
    @Arg('productId', () => ID, { description: 'The number of the product.' }) productId: string,
    @Arg('quantity', () => Int, { description: 'How many tickets; 0 takes the product out.' })
    quantity: number,
    @Ctx() context: TicketingContext,
  ): Promise<Cart | StockUnavailable> {
    const id = parseProductId(productId)
    if (id === null) throw new CodedError('NOT_FOUND', 'There is no such product.')
    checkQuantity(quantity)
    const change: CartChange = {
      name: 'setCartItem',
      about: { product: id, quantity },
      send: async ({ ensureAlone }) => {
        ensureAlone()
        await putCartLine(context.ask, id, quantity)
        return null
      },
      toEvent: (cart) => itemSet(cart, id, quantity),
    }
    try {
      return toCart(await changeOwnCart(context, change))
    } catch (fault) {
      return toStockUnavailable(fault)
    }
  }

  @Mutation(() => Cart, { nullable: true, description: 'Takes everything out of the cart.' })
  @Public()
  @OwnRecords()
  @Rest('DELETE /api/cart/items')
  async clearCart(@Ctx() context: TicketingContext): Promise<Cart> {
    return toCart(await clearOwnCart(context))
  }
}

@Resolver(() => CartItem)
export class CartItemResolver {
  @FieldResolver()
  async product(
    @Root() { known }: CartItem,
    @Ctx() context: TicketingContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Product | null> {
    if (!asksBeyond(KNOWN_TO_CARTS, info)) return Product.of(known)
    return asksAsCharged(info) ? freshProduct(context, known.id) : productSight(context, known.id)
  }
}

@Resolver(() => StockShortage)
export class StockShortageResolver {
  @FieldResolver()
  product(
    @Root() { productId }: StockShortage,
    @Ctx() context: TicketingContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Product | null> {
    return namedProduct(context, productId, info)
  }
}

/** The caller's own cart, where that is the one that is named; nobody is given another by its number. */
export async function cartReference({ id }: Representation, context: TicketingContext): Promise<Cart | null> {
  const own = await loadOwnCart(context)
  return own.id === String(id) ? toCart(own) : null
}

function toCart({ id, lines }: CartRecord): Cart {
  const single = withoutTwins(lines)
  const items = single.map(({ product, quantity, unitPrice, lineTotal, inStock, available }) =>
    Object.assign(new CartItem(), {
      known: product,
      quantity,
      unitPrice: Money.of(unitPrice),
      lineTotal: Money.of(lineTotal),
      inStock,
      available: Math.max(0, available),
    }),
  )
  return Object.assign(new Cart(), { id, items, total: Money.of(totalOf(single)) })
}

/** What is short; any other fault is thrown on. */
function toStockUnavailable(fault: unknown): StockUnavailable {
  const shortages = stockShortages(fault)
  if (shortages === null) throw fault
  const lines = shortages.map(({ productId, requested, available }) =>
    Object.assign(new StockShortage(), { productId, requested, available: Math.max(0, available) }),
  )
  return Object.assign(new StockUnavailable(), { lines })
}
