// The four operations as plain code: the REST calls, in as few waves as the data allows, and the shape of the answer.
import type { Dispatcher, Pool } from 'undici'
import { toMoney } from '../data.js'

interface Row {
  readonly id: number
  readonly name: string
  readonly price: number
  readonly sale: number
}
interface Ticket {
  readonly id: number
  readonly status: string
  readonly payment_uuid: string
  readonly product_snapshot: { readonly product_id: number }
}
interface Invoice {
  readonly uuid: string
  readonly status: string
  readonly amount: number
}
interface Line {
  readonly product_id: number
  readonly quantity: number
  readonly total_price: number
  readonly product: { readonly name: string }
}
interface Cart {
  readonly data: { readonly id: number; readonly cart_items: readonly Line[] }
}

const toCents = (euros: number): number => Math.round(euros * 100)

const toPriced = ({ id, name, price, sale }: Row) => {
  const cents = Math.floor((toCents(price) * (100 - Math.round(sale * 100)) + 50) / 100)
  return { id: String(id), name, price: toMoney(cents) }
}

const toItem = ({ product_id, quantity, total_price, product }: Line) => ({
  quantity,
  lineTotal: toMoney(toCents(total_price)),
  product: { id: String(product_id), name: product.name },
})

function toCart({ data: { id, cart_items: lines } }: Cart) {
  const total = lines.reduce((sum, line) => sum + toCents(line.total_price), 0)
  return { id: String(id), total: toMoney(total), items: lines.map(toItem) }
}

/** Answers `data` of an operation by its name. */
export function createHandWritten(pool: Pool) {
  async function call<Answer>(
    path: string,
    token: string,
    more: Partial<Dispatcher.RequestOptions> = {},
  ): Promise<Answer> {
    const headers = {
      accept: 'application/json',
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    }
    const { statusCode, body } = await pool.request({ method: 'GET', path, headers, ...more })
    if (statusCode === 204) return (await body.dump()) as Answer
    if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}`)
    return (await body.json()) as Answer
  }

  const oneProduct = async (id: number | string, token: string) =>
    toPriced((await call<{ data: Row }>(`/api/products/${id}`, token)).data)

  async function myTickets(token: string) {
    const [{ user }, tickets, invoices] = await Promise.all([
      call<{ user: { firstname: string; lastname: string } }>('/api/users/me', token),
      call<{ data: Ticket[]; meta: { total: number } }>('/api/tickets/user?page=1&per_page=15', token),
      call<{ data: Invoice[] }>('/api/invoices?page=1&per_page=100', token),
    ])
    const ids = [...new Set(tickets.data.map((ticket) => ticket.product_snapshot.product_id))]
    const products = new Map(
      await Promise.all(ids.map(async (id) => [id, await oneProduct(id, token)] as const)),
    )
    const payments = new Map(
      invoices.data.map(({ uuid, status, amount }) => [
        uuid,
        { uuid, status: status.toUpperCase(), amount: toMoney(toCents(amount)) },
      ]),
    )
    const nodes = tickets.data.map(({ id, status, payment_uuid, product_snapshot }) => ({
      id: String(id),
      status: status.toUpperCase(),
      product: products.get(product_snapshot.product_id),
      payment: payments.get(payment_uuid),
    }))
    const totalCount = tickets.meta.total
    return { me: { firstName: user.firstname, lastName: user.lastname, tickets: { totalCount, nodes } } }
  }

  async function setCartItem(id: string, token: string) {
    await call(`/api/cart/items/${id}`, token, { method: 'PATCH', body: '{"quantity":2}' })
    return { setCartItem: toCart(await call<Cart>('/api/cart', token)) }
  }

  async function products(category: string, token: string) {
    const query = new URLSearchParams({ category, sort_by: 'name', order: 'asc', page: '1', per_page: '15' })
    const { data } = await call<{ data: Row[] }>(`/api/products?${query}`, token)
    return { products: { nodes: data.map(toPriced) } }
  }

  return async (operation: string, variables: Record<string, string>, token: string): Promise<unknown> => {
    switch (operation) {
      case 'OneProduct':
        return { product: await oneProduct(variables.id ?? '', token) }
      case 'Products':
        return products(variables.category ?? '', token)
      case 'MyTickets':
        return myTickets(token)
      default:
        return setCartItem(variables.id ?? '', token)
    }
  }
}
