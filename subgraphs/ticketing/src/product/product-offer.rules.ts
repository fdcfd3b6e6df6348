// What may be written about the price and the stock of a product. Pure; the backend checks less.
import { type Amount, amount, compare } from '@ticketing/money'
import { CodedError, type MessageValues } from '@ticketing/service-kit'
import type { Offer } from '../backend/product-record.js'
import type { CreateProductInput, UpdateProductPricingInput } from './product-edit.type.js'

const refuse = (text: string, values: MessageValues = {}): CodedError =>
  new CodedError('BAD_USER_INPUT', text, { values })

// Eight digits before the point: what the backend keeps, and well within what a JSON number holds to the cent.
const DEAREST = amount(99_999_999_99n, 'EUR')

function checkPrice(price: Amount): Amount {
  if (price.currency !== 'EUR') throw refuse('listPrice is in EUR.')
  if (price.minorUnits < 0n || compare(price, DEAREST) > 0) {
    throw refuse('listPrice is from 0.00 to 99999999.99.')
  }
  return price
}

/** As a decimal. The backend keeps two digits, and would round further ones in silence. */
function checkRate(rate: number): string {
  const percent = Math.round(rate * 100)
  if (!(rate >= 0 && rate <= 1) || percent / 100 !== rate) {
    throw refuse('discountRate is from 0 to 1, in steps of 0.01.')
  }
  return String(rate)
}

function checkStock(stock: number): number {
  if (stock < 0) throw refuse('{argument} is 0 or more.', { argument: 'stock' })
  return stock
}

/** The parts of an offer that are given. BAD_USER_INPUT for what is out of bounds, and when nothing is given. */
export function toOffer({ listPrice, discountRate, stock }: UpdateProductPricingInput): Partial<Offer> {
  if (listPrice == null && discountRate == null && stock == null) {
    throw refuse('Give at least one of listPrice, discountRate and stock.')
  }
  return {
    ...(listPrice == null ? {} : { listPrice: checkPrice(listPrice) }),
    ...(discountRate == null ? {} : { discountRate: checkRate(discountRate) }),
    ...(stock == null ? {} : { stock: checkStock(stock) }),
  }
}

/** The offer of a new product. BAD_USER_INPUT for what is out of bounds. */
export const toWholeOffer = ({ listPrice, discountRate, stock }: CreateProductInput): Offer => ({
  listPrice: checkPrice(listPrice),
  discountRate: checkRate(discountRate ?? 0),
  stock: checkStock(stock),
})
