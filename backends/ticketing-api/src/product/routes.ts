import { created, noContent, ok } from '../http/answer.js'
import { type Call, idOf, requireRole, type SignedInCall } from '../http/call.js'
import { notFound } from '../http/problem.js'
import type { Route } from '../http/route.js'
import type { Services } from '../services.js'
import { createListCache } from './list-cache.js'
import { listProducts } from './list-products.js'
import { checkListQuery, refuseUnknownParameters } from './list-rules.js'
import { toProductView } from './product.rules.js'
import { findProduct, type LocalProduct } from './product.storage.js'
import { checkPricing, checkProduct } from './product-rules.js'
import { createProduct, replaceProduct } from './save-product.js'

/** The product a path names; 404 comes before any question of role. */
const productOf = async (services: Services, call: Call): Promise<LocalProduct> => {
  const product = await findProduct(services.db, call.locale, idOf(call.params.product))
  if (!product) throw notFound()
  return product
}

const changePricing = async (services: Services, call: SignedInCall, id: number): Promise<void> => {
  const { price, sale, stock_quantity: stock } = call.body
  await services.db
    .updateTable('products')
    .set({
      ...(price === undefined ? {} : { price: Number(price) }),
      ...(sale === undefined ? {} : { sale: sale === null ? null : Number(sale) }),
      ...(stock === undefined ? {} : { stock_quantity: Number(stock) }),
      updated_at: services.now(),
    })
    .where('id', '=', id)
    .execute()
}

/** The catalogue: two lists that are remembered for a while, single products that are not. */
export const productRoutes = (services: Services): Route[] => {
  const cache = createListCache(services.now)
  const list = async (call: Call, onlyInStock: boolean) => {
    const { locale, query } = call
    const key = JSON.stringify([onlyInStock, locale, Object.entries(query).sort()])
    const found = await cache.take(key, () => listProducts(services.db, { locale, query, onlyInStock }))
    if (!found) throw notFound()
    return ok(found)
  }
  return [
    {
      method: 'GET',
      path: '/api/products',
      access: 'public',
      handle: async (call) => {
        refuseUnknownParameters(call)
        await checkListQuery(call)
        return list(call, true)
      },
    },
    {
      method: 'POST',
      path: '/api/products',
      access: 'signed-in',
      upload: true,
      handle: async (call) => {
        requireRole(call, 'admin')
        await checkProduct(call.body, call.upload)
        await createProduct(services, call)
        return created()
      },
    },
    {
      method: 'GET',
      path: '/api/products/all',
      access: 'signed-in',
      handle: async (call) => {
        refuseUnknownParameters(call)
        requireRole(call, 'admin')
        await checkListQuery(call)
        return list(call, false)
      },
    },
    {
      method: 'GET',
      path: '/api/products/{product}',
      access: 'public',
      handle: async (call) => ok({ data: toProductView(await productOf(services, call)) }),
    },
    {
      method: 'POST',
      path: '/api/products/{product}',
      access: 'signed-in',
      upload: true,
      handle: async (call) => {
        const product = await productOf(services, call)
        requireRole(call, 'admin')
        await checkProduct(call.body, call.upload)
        await replaceProduct(services, call, product.id)
        return noContent
      },
    },
    {
      method: 'PATCH',
      path: '/api/products/{product}/pricing',
      access: 'signed-in',
      handle: async (call) => {
        const product = await productOf(services, call)
        requireRole(call, 'admin')
        await checkPricing(call.body)
        await changePricing(services, call, product.id)
        return noContent
      },
    },
  ]
}
