// For tests: products as the backend writes them.
import type { ScriptedBackend } from './scripted-backend.js'

export const productRow = (id: number, more: object = {}) => ({
  id,
  name: `Relay ${id}`,
  price: 19.99,
  sale: 0.25,
  stock_quantity: 6,
  product_details: {
    places: 2,
    description: 'Four runners, one baton.',
    date: '2024-08-09',
    time: 'from 7 in the evening',
    location: 'Saint-Denis',
    category: 'Running',
    image: `relay ${id}.jpg`,
  },
  ...more,
})

/** Answers products/{id} for these ids. */
export function sellProducts(backend: ScriptedBackend, ids: readonly number[], more: object = {}): void {
  for (const id of ids) {
    backend.on(`GET /api/products/${id}`, () => ({ body: { data: productRow(id, more) } }))
  }
}

/** Answers GET products from `total` rows, 404 beyond the last, as the backend does. */
export function listProducts(backend: ScriptedBackend, total: number, more: object = {}): void {
  backend.on('GET /api/products', ({ query }) => {
    const [page, size] = [Number(query.page), Number(query.per_page)]
    const ids = Array.from({ length: total }, (_, index) => index + 1).slice((page - 1) * size, page * size)
    if (ids.length === 0) return { status: 404, body: { message: 'Nothing', code: 'not_found' } }
    return { body: { data: ids.map((id) => productRow(id, more)), pagination: { total } } }
  })
}
