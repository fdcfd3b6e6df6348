// What became of a change of a product: everybody may look at one.
import {
  NOT_DONE,
  type Settle,
  type Settlement,
  type Settlers,
  settling,
  unknown,
} from '@ticketing/event-log'
import { z } from 'zod'
import type { Ask } from '../backend/ask.js'
import type { Offer, ProductId, ProductRecord } from '../backend/product-record.js'
import { loadProduct } from '../backend/products.js'
import { type SettlingParts } from '../settling/settling.js'
import { type InLanguages, LANGUAGES } from './product-content.rules.js'
import { type OfferFacts, offerFacts, priceChanged, TEXTS_ONLY } from './product-events.js'

const priced = offerFacts.extend({ product: z.int() })
const fields = z.record(z.string(), z.union([z.string(), z.number()]))
const edited = z.object({ product: z.int(), edits: z.object({ en: fields, fr: fields, de: fields }) })

const GONE = 'There is no such product.'

/** Sales change the stock as well: that it is another one now tells nothing. */
export function judgePrice(
  now: Offer,
  product: number,
  { listPrice, discountRate, stock }: OfferFacts,
): Settlement {
  const priceIs = listPrice === null || String(now.listPrice.minorUnits) === listPrice.minorUnits
  const rateIs = discountRate === null || Number(now.discountRate) === Number(discountRate)
  if (!priceIs || !rateIs) return NOT_DONE
  if (stock === null || now.stock === stock || listPrice !== null || discountRate !== null) {
    return { kind: 'done', events: [priceChanged(product, { listPrice, discountRate, stock })] }
  }
  return unknown('The stock is another one, which it may have become by sales.')
}

const has = (now: ProductRecord, wanted: Readonly<Record<string, string | number>>): boolean =>
  Object.entries(wanted).every(([name, value]) => Reflect.get(now, name) === value)

/** Whether a product says now what was to be written. */
export function judgeEdit(
  now: InLanguages<ProductRecord>,
  edits: z.infer<typeof edited>['edits'],
): Settlement {
  if (!LANGUAGES.every((language) => has(now[language], edits[language]))) return NOT_DONE
  const data = { command: 'updateProduct', note: TEXTS_ONLY }
  return { kind: 'done', events: [{ type: 'CommandCompleted', data }] }
}

const readIn = (ask: Ask, product: number) => (language: keyof InLanguages<unknown>) =>
  loadProduct(ask, product as ProductId, { language })

const priceSettler = ({ asGuest, log }: SettlingParts): Settle =>
  settling(log, priced, async ({ product, ...facts }, intent) => {
    const now = await readIn(asGuest(intent, null), product)('en')
    return now === null ? unknown(GONE) : judgePrice(now.offer, product, facts)
  })

const editSettler = ({ asGuest, log }: SettlingParts): Settle =>
  settling(log, edited, async ({ product, edits }, intent) => {
    const [en, fr, de] = await Promise.all(LANGUAGES.map(readIn(asGuest(intent, null), product)))
    return en && fr && de ? judgeEdit({ en, fr, de }, edits) : unknown(GONE)
  })

export const productSettlers = (parts: SettlingParts): Settlers => ({
  updateProduct: editSettler(parts),
  updateProductPricing: priceSettler(parts),
})
