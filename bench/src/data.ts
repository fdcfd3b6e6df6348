// The made-up shop that every target reads: everything follows from a number, so that answers can be checked.

export const CALLERS = 256
export const PRODUCTS = 500
export const TICKETS_EACH = 15
/** Different products among a caller's tickets, and the payments that bought them. */
const PRODUCTS_EACH = 5
const PAYMENTS_EACH = 3

const range = (length: number): readonly number[] => Array.from({ length }, (_, index) => index)

export interface Product {
  readonly id: number
  readonly name: string
  readonly listCents: number
  /** In percent. */
  readonly sale: number
  readonly cents: number
}

export function productOf(id: number): Product {
  const listCents = 1_000 + id * 7
  const sale = id % 2 === 0 ? 25 : 0
  // Rounded half up, as the backend charges it.
  const cents = Math.floor((listCents * (100 - sale) + 50) / 100)
  return { id, name: `Event ${id}`, listCents, sale, cents }
}

/** A product for this number, whatever it is. */
const wrap = (number: number): number => (number % PRODUCTS) + 1

export const categoryOf = (caller: number): string => `Category ${caller}`

export const productsOfCategory = (category: string): readonly number[] => {
  const number = Number(category.replace('Category ', ''))
  return range(15).map((index) => wrap(number * 15 + index))
}

/** What a caller asks for alone, and puts into the cart. */
export const productFor = (caller: number): number => wrap(caller * 31)

export const cartOf = (caller: number) => ({
  id: caller * 10,
  lines: [
    { product: productFor(caller), quantity: 2 },
    { product: wrap(caller * 31 + 7), quantity: 1 },
  ],
})

export interface Payment {
  readonly uuid: string
  readonly cents: number
}

export const paymentsOf = (caller: number): readonly Payment[] =>
  range(PAYMENTS_EACH).map((index) => ({
    uuid: `b0000000-0000-4000-8000-${(caller * 16 + index).toString(16).padStart(12, '0')}`,
    cents: 5_000 + caller * 10 + index,
  }))

export const ticketsOf = (caller: number) =>
  range(TICKETS_EACH).map((index) => ({
    id: caller * 100 + index,
    product: wrap(caller * 7 + (index % PRODUCTS_EACH) * 13),
    payment: paymentsOf(caller)[index % PAYMENTS_EACH] as Payment,
  }))

/** What the REST API believes of a caller. */
export const backendTokenOf = (caller: number): string => `${caller}|${'bench'.repeat(9)}abc`

const format = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' })

/** Euros in the two forms that the operations ask for. */
export const toMoney = (cents: number) => ({
  amount: (cents / 100).toFixed(2),
  formatted: format.format(cents / 100),
})
