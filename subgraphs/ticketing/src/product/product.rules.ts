// What is decided about products. Pure.
import { type Amount, applyRate } from '@ticketing/money'
import { CodedError } from '@ticketing/service-kit'
import type { Offer, ProductId, ProductSearch } from '../backend/products.js'
import type { ProductFilter, ProductSort } from './product.type.js'

// Nine digits: any real id, and within every integer type on the way.
const PRODUCT_ID = /^[1-9]\d{0,8}$/
const DATE = /^\d{4}-\d{2}-\d{2}$/

/** Null unless it is a positive whole number: the backend would take `1abc` for 1. */
export function parseProductId(text: unknown): ProductId | null {
  const digits = String(text)
  return PRODUCT_ID.test(digits) ? (Number(digits) as ProductId) : null
}

/** 1 − rate as an exact decimal: `'0.15'` → `'0.85'`. */
function remainderOf(rate: string): string {
  const [, fraction = ''] = rate.split('.')
  const one = 10n ** BigInt(fraction.length)
  const rest = one - BigInt(rate.replace('.', ''))
  if (fraction === '') return rest.toString()
  const digits = (rest < 0n ? -rest : rest).toString().padStart(fraction.length + 1, '0')
  return `${rest < 0n ? '-' : ''}${digits.slice(0, -fraction.length)}.${digits.slice(-fraction.length)}`
}

/** The price after the discount, rounded once and half-up, as the backend charges it: 19.99 at 0.25 is 14.99. */
export function priceOf({ listPrice, discountRate }: Pick<Offer, 'listPrice' | 'discountRate'>): Amount {
  return applyRate(listPrice, remainderOf(discountRate), 'half-up')
}

/** Never below zero, though the backend counts what it sold beyond its stock. */
export const stockLeft = (stock: number): number => Math.max(0, stock)

const SORTS: Readonly<Record<ProductSort, Pick<ProductSearch, 'sort_by' | 'order'>>> = {
  NAME_ASC: { sort_by: 'name', order: 'asc' },
  NAME_DESC: { sort_by: 'name', order: 'desc' },
  PRICE_ASC: { sort_by: 'price', order: 'asc' },
  PRICE_DESC: { sort_by: 'price', order: 'desc' },
  DATE_ASC: { sort_by: 'product_details->date', order: 'asc' },
  DATE_DESC: { sort_by: 'product_details->date', order: 'desc' },
}

/** The search in the backend's words. BAD_USER_INPUT for a day that is not in the calendar or less than one place. */
export function toProductSearch(filter: ProductFilter | null, sort: ProductSort): ProductSearch {
  const { name, category, location, date, minPlaces } = filter ?? {}
  if (date != null && !isDay(date)) {
    throw new CodedError('BAD_USER_INPUT', 'date is a day written as YYYY-MM-DD.')
  }
  if (minPlaces != null && minPlaces < 1) {
    throw new CodedError('BAD_USER_INPUT', 'minPlaces is 1 or more.')
  }
  return { name, category, location, date, places: minPlaces, ...SORTS[sort] }
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return DATE.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}
