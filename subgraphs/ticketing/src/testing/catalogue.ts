// For tests: products that admins write, kept in three languages as the backend keeps them, lists that go stale included.
import { type Received, refusal, type ScriptedBackend } from './scripted-backend.js'

type Language = 'en' | 'fr' | 'de'
type Details = Record<string, string | number | null>

export interface KeptProduct {
  price: number
  sale: number | null
  stock_quantity: number
  translations: Record<Language, { name: string; product_details: Details }>
}

export interface Catalogue {
  readonly products: Map<number, KeptProduct>
  /** The bodies of all commands, in their order. */
  readonly written: unknown[]
}

const content = (name: string) => ({
  name,
  product_details: {
    places: 2,
    description: `About ${name}`,
    date: '2024-08-09',
    time: '7 pm',
    location: 'Saint-Denis',
    category: 'Running',
  },
})

export const keptProduct = (name: string): KeptProduct => ({
  price: 19.99,
  sale: 0.25,
  stock_quantity: 6,
  translations: { en: content(name), fr: content(`${name} (fr)`), de: content(`${name} (de)`) },
})

const languageOf = ({ headers }: Received) => headers['accept-language'] as Language

function rowOf(id: number, { translations, ...offer }: KeptProduct, language: Language) {
  const { name, product_details: details } = translations[language]
  return { id, ...offer, sale: offer.sale ?? 0, name, product_details: { ...details, image: null } }
}

/** Answers the routes for admins and products/{id}. A list once given is given for ever to the same question. */
export function keepCatalogue(backend: ScriptedBackend, names: readonly string[] = []): Catalogue {
  const products = new Map(names.map((name, index) => [index + 1, keptProduct(name)]))
  const written: unknown[] = []
  const remembered = new Map<string, object>()

  backend.on('GET /api/products/all', (received) => {
    const { name = '', page, per_page: size } = received.query
    const language = languageOf(received)
    const key = JSON.stringify([language, Object.entries(received.query).sort()])
    const rows = [...products]
      .map(([id, product]) => rowOf(id, product, language))
      .filter((row) => row.name.toLowerCase().includes(name.toLowerCase()))
    const data = rows.slice((Number(page) - 1) * Number(size), Number(page) * Number(size))
    const body = remembered.get(key) ?? { data, pagination: { total: rows.length } }
    remembered.set(key, body)
    return data.length === 0 && rows.length === 0 ? refusal(404, 'not_found') : { body }
  })
  backend.on('GET /api/products/*', (received, id) => {
    const product = products.get(Number(id))
    if (product === undefined) return refusal(404, 'not_found')
    return { body: { data: rowOf(Number(id), product, languageOf(received)) } }
  })
  backend.on('POST /api/products', ({ body }) => {
    written.push(body)
    answerPricing(products.size + 1)
    products.set(products.size + 1, body as KeptProduct)
    return { status: 201, body: {} }
  })
  backend.on('POST /api/products/*', ({ body }, id) => {
    if (!products.has(Number(id))) return refusal(404, 'not_found')
    written.push(body)
    products.set(Number(id), body as KeptProduct)
    return {}
  })
  function answerPricing(id: number): void {
    backend.on(`PATCH /api/products/${id}/pricing`, ({ body }) => {
      written.push(body)
      Object.assign(products.get(id) ?? {}, body)
      return {}
    })
  }
  for (const id of products.keys()) answerPricing(id)
  return { products, written }
}
