// What is asked, and what the right answer is.
import {
  cartOf,
  categoryOf,
  productFor,
  productOf,
  productsOfCategory,
  TICKETS_EACH,
  ticketsOf,
  toMoney,
} from './data.js'

export const OPERATIONS = ['product', 'products', 'me-tickets', 'mutation'] as const
export type OperationName = (typeof OPERATIONS)[number]

export interface Operation {
  /** As the document calls it. */
  readonly operationName: string
  readonly query: string
  /** Callers differ in what they ask for: equal requests would flatter whoever shares them. */
  readonly variables: (caller: number) => Record<string, unknown>
  /** `data` of the right answer. */
  readonly expected: (caller: number) => unknown
}

const priced = (id: number) => {
  const { name, cents } = productOf(id)
  return { id: String(id), name, price: toMoney(cents) }
}

const lineOf = ({ product, quantity }: { product: number; quantity: number }) => {
  const { name, cents } = productOf(product)
  return {
    quantity,
    lineTotal: toMoney(cents * quantity),
    product: { id: String(product), name },
  }
}

export const operations: Readonly<Record<OperationName, Operation>> = {
  product: {
    operationName: 'OneProduct',
    query: 'query OneProduct($id: ID!) { product(id: $id) { id name price { amount formatted } } }',
    variables: (caller) => ({ id: String(productFor(caller)) }),
    expected: (caller) => ({ product: priced(productFor(caller)) }),
  },
  products: {
    operationName: 'Products',
    query: `query Products($category: String!) {
      products(first: 15, filter: { category: $category }) { nodes { id name price { amount formatted } } }
    }`,
    variables: (caller) => ({ category: categoryOf(caller) }),
    expected: (caller) => ({
      products: { nodes: productsOfCategory(categoryOf(caller)).map(priced) },
    }),
  },
  'me-tickets': {
    operationName: 'MyTickets',
    query: `query MyTickets {
      me {
        firstName
        lastName
        tickets(first: 15) {
          totalCount
          nodes {
            id
            status
            product { id name price { amount formatted } }
            payment { uuid status amount { amount formatted } }
          }
        }
      }
    }`,
    variables: () => ({}),
    expected: (caller) => ({
      me: {
        firstName: `First ${caller}`,
        lastName: `Last ${caller}`,
        tickets: {
          totalCount: TICKETS_EACH,
          nodes: ticketsOf(caller).map(({ id, product, payment: { uuid, cents } }) => ({
            id: String(id),
            status: 'ISSUED',
            product: priced(product),
            payment: { uuid, status: 'PAID', amount: toMoney(cents) },
          })),
        },
      },
    }),
  },
  mutation: {
    operationName: 'SetCartItem',
    query: `mutation SetCartItem($id: ID!) {
      setCartItem(productId: $id, quantity: 2) {
        ... on Cart {
          id
          total { amount formatted }
          items { quantity lineTotal { amount formatted } product { id name } }
        }
      }
    }`,
    variables: (caller) => ({ id: String(productFor(caller)) }),
    expected: (caller) => {
      const { id, lines } = cartOf(caller)
      const total = lines.reduce((sum, line) => sum + productOf(line.product).cents * line.quantity, 0)
      return { setCartItem: { id: String(id), total: toMoney(total), items: lines.map(lineOf) } }
    },
  },
}
