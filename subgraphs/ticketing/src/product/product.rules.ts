// What is decided about products. Pure.
import { parseNumericId } from '@ticketing/backend-client'
import { type Amount, applyRate } from '@ticketing/money'
import { CodedError } from '@ticketing/service-kit'
import type { Pricing, ProductId } from '../backend/product-record.js'
import type { ProductSearch } from '../backend/products.js'
import type { ProductFilter, ProductSort } from './product.type.js'

const DATE = /^\d{4}-\d{2}-\d{2}$/

/** Null unless it is a positive whole number. */
export const parseProductId = (text: unknown): ProductId | null => parseNumericId(text) as ProductId | null

/** So many digits doubles keep apart with certainty. */
const SHORT = 8

/** 1 − rate as an exact decimal: `'0.15'` → `'0.85'`. */
function remainderOf(rate: string): string {
  const [, fraction = ''] = rate.split('.')
  if (rate.length <= SHORT) return (1 - Number(rate)).toFixed(fraction.length)
  const one = 10n ** BigInt(fraction.length)
  const rest = one - BigInt(rate.replace('.', ''))
  if (fraction === '') return rest.toString()
  const digits = (rest < 0n ? -rest : rest).toString().padStart(fraction.length + 1, '0')
  return `${rest < 0n ? '-' : ''}${digits.slice(0, -fraction.length)}.${digits.slice(-fraction.length)}`
}

/** The price after the discount, rounded once and half-up, as the backend charges it: 19.99 at 0.25 is 14.99. */
export function priceOf({ listPrice, discountRate }: Pricing): Amount {
  if (discountRate === '0') return listPrice
  return applyRate(listPrice, remainderOf(discountRate), 'half-up')
}

/** Never below zero, though the backend counts what it sold beyond its stock. */
export const stockLeft = (stock: number): number => Math.max(0, stock)

/** The backend's words for each order. */
export const SORTS: Readonly<Record<ProductSort, Pick<ProductSearch, 'sort_by' | 'order'>>> = {
  NAME_ASC: { sort_by: 'name', order: 'asc' },
  NAME_DESC: { sort_by: 'name', order: 'desc' },
  PRICE_ASC: { sort_by: 'price', order: 'asc' },
  PRICE_DESC: { sort_by: 'price', order: 'desc' },
  DATE_ASC: { sort_by: 'product_details->date', order: 'asc' },
  DATE_DESC: { sort_by: 'product_details->date', order: 'desc' },
}

/** How many products stand on one page of the list, at most. */
export const PAGE_OF_LIST = 100

// Milliseconds of the backend's work, as measured on it at rest: one product; a page of the list, and each of its rows.
const COST = { single: 11, page: 11, row: 0.57 } as const

/**
 * How many pages of the list of all that is on sale are read in place of `wanted` single products: all of them, or none
 * (0) where the products cost less one by one. The backend finds no products by their ids, so it is the whole list or
 * nothing. `total`: how many are on sale, as last told; null where nobody knows.
 */
export function pagesWorthReading(wanted: number, total: number | null): number {
  if (total === null || total === 0) return 0
  const pages = Math.ceil(total / PAGE_OF_LIST)
  return pages * COST.page + total * COST.row < wanted * COST.single ? pages : 0
}

/** The search in the backend's words. BAD_USER_INPUT for a day that is not in the calendar or less than one place. */
export function toProductSearch(filter: ProductFilter | null, sort: ProductSort): ProductSearch {
  const { name, category, location, date, minPlaces } = filter ?? {}
  if (date != null) checkDay(date, 'date')
  if (minPlaces != null && minPlaces < 1) {
    throw new CodedError('BAD_USER_INPUT', '{argument} is 1 or more.', { values: { argument: 'minPlaces' } })
  }
  return { name, category, location, date, places: minPlaces, ...SORTS[sort] }
}

/** The day as it is written; BAD_USER_INPUT unless it is in the calendar. `argument` names it in the refusal. */
export function checkDay(text: string, argument: string): string {
  const day = new Date(`${text}T00:00:00Z`)
  if (DATE.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)) return text
  throw new CodedError('BAD_USER_INPUT', '{argument} is a day written as YYYY-MM-DD.', {
    values: { argument },
  })
}

/** BAD_USER_INPUT unless it can be the number of a product. `argument` names it in the refusal. */
export function checkProductId(text: string, argument: string): ProductId {
  const id = parseProductId(text)
  if (id === null)
    throw new CodedError('BAD_USER_INPUT', '{argument} is the number of a product.', { values: { argument } })
  return id
}
