import type { User } from '../database/tables.js'
import { noContent, ok } from '../http/answer.js'
import { type Call, idOf } from '../http/call.js'
import { notFound } from '../http/problem.js'
import type { Route } from '../http/route.js'
import { custom, integer, required } from '../http/rules.js'
import { validate } from '../http/validate.js'
import { findProduct, findProducts } from '../product/product.storage.js'
import type { Services } from '../services.js'
import { type CartLine, toGuestItem, toUserItem } from './cart.rules.js'
import { chosenGuestId, guestLines, setGuestQuantity } from './guest-cart.js'
import { cartIdOf, clearUserCart, linesOf, setUserQuantity } from './user-cart.js'

const quantityRules = {
  quantity: [
    required,
    integer,
    custom('min', (value) => !(Number(value) < 0), 'A quantity is 0 or a whole number above it.'),
  ],
}

const itemsOf = async <T>(
  services: Services,
  call: Call,
  lines: readonly CartLine[],
  toItem: (line: CartLine, product: Parameters<typeof toUserItem>[1]) => T,
): Promise<T[]> => {
  const products = await findProducts(
    services.db,
    call.locale,
    lines.map((line) => line.product_id),
  )
  return lines.flatMap((line) => {
    const product = products.get(line.product_id)
    return product ? [toItem(line, product)] : []
  })
}

const showUserCart = async (services: Services, call: Call, user: User) => {
  const id = await cartIdOf(services.db, user.id)
  const items = await itemsOf(services, call, await linesOf(services.db, id), toUserItem)
  return ok({ data: { id, user_id: user.id, cart_items: items } })
}

const showGuestCart = async (services: Services, call: Call) => {
  const id = chosenGuestId(call) ?? services.uuid()
  const lines = await guestLines(services.db, id, services.now())
  const items = await itemsOf(services, call, lines, toGuestItem)
  return ok({ meta: { guest_cart_id: id }, data: { cart_items: items } })
}

const changeQuantity = async (services: Services, call: Call) => {
  const product = await findProduct(services.db, call.locale, idOf(call.params.product))
  if (!product) throw notFound()
  await validate(call.body, quantityRules)
  const change = { productId: product.id, quantity: Number(call.body.quantity), locale: call.locale }
  if (call.user) await setUserQuantity(services, { ...change, userId: call.user.id })
  // Without a header of its own a guest's change goes to a cart that nobody can find again.
  else await setGuestQuantity(services, { ...change, guestId: chosenGuestId(call) ?? services.uuid() })
  return noContent
}

/** One cart for whoever calls: a bad token is no error here, it makes the caller a guest. */
export const cartRoutes = (services: Services): Route[] => [
  {
    method: 'GET',
    path: '/api/cart',
    access: 'anyone',
    handle: (call) => (call.user ? showUserCart(services, call, call.user) : showGuestCart(services, call)),
  },
  {
    method: 'PATCH',
    path: '/api/cart/items/{product}',
    access: 'anyone',
    handle: (call) => changeQuantity(services, call),
  },
  {
    method: 'DELETE',
    path: '/api/cart/items',
    access: 'signed-in',
    handle: async (call) => {
      await clearUserCart(services, call.user.id)
      return noContent
    },
  },
]
