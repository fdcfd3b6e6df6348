import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Bench, setUpBench } from '../testing/bench.js'

let bench: Bench
let admin: string
let user: string
beforeAll(async () => {
  bench = await setUpBench()
  admin = await bench.signIn('admin')
  user = await bench.signIn('user')
})
afterAll(() => bench.close())

const words = (name: string) => ({
  name,
  product_details: {
    places: 2,
    description: 'd',
    date: '2024-08-10',
    time: '18:00',
    location: 'Paris',
    category: 'Rowing',
  },
})
const product = (name: string) => ({
  price: 59.99,
  sale: 0.1,
  stock_quantity: 20,
  translations: { en: words(name), fr: words(`${name} (fr)`), de: words(`${name} (de)`) },
})

describe('the list of products', () => {
  it('shows what is in stock, fifteen a page, by name', async () => {
    const reply = await bench.get('/api/products')
    expect(reply.body).toMatchObject({
      pagination: { total: 24, per_page: 15, current_page: 1, last_page: 2 },
    })
    expect(reply.headers.get('cache-control')).toBe('no-cache, private')
    expect(reply.headers.get('etag')).toBeNull()
  })

  it('gives prices as numbers and a missing sale as 0', async () => {
    const reply = await bench.get('/api/products?name=Surfing')
    expect(reply.at('data.0')).toMatchObject({ price: 24.9, sale: 0.15, product_details: { places: 1 } })
    const other = await bench.get('/api/products/1')
    expect(other.at('data.sale')).toBe(0)
  })

  it('filters and answers in exactly fr or de, in English for all else', async () => {
    const names = await Promise.all(
      ['fr', 'fr,en;q=0.5', 'fr-FR', 'FR', 'de', '*'].map(async (language) => {
        const reply = await bench.get('/api/products/1', { headers: { 'accept-language': language } })
        return String(reply.at('data.name')).split(' ')[0]
      }),
    )
    expect(names).toEqual(['Cérémonie', 'Cérémonie', 'Opening', 'Opening', 'Eröffnungsfeier', 'Opening'])
    const french = { headers: { 'accept-language': 'fr' } }
    expect((await bench.get('/api/products?category=Natation', french)).at('pagination.total')).toBe(3)
    expect((await bench.get('/api/products?category=Swimming', french)).status).toBe(404)
  })

  it('refuses unknown parameters with 400 before anything else', async () => {
    expect((await bench.get('/api/products?ids=1,2')).body).toEqual({ message: '', code: 'http_error' })
    expect((await bench.get('/api/products/all?foo=1', { token: user })).status).toBe(400)
  })

  it('answers 404 where nothing matches or the page is empty', async () => {
    expect((await bench.get('/api/products?name=nothing-like-it')).status).toBe(404)
    expect((await bench.get('/api/products?page=99')).status).toBe(404)
  })

  it('names every value that breaks a rule', async () => {
    const reply = await bench.get('/api/products?per_page=101&page=0&sort_by=x&order=up&date=3.8.2024&name=')
    expect(reply.status).toBe(422)
    expect(Object.keys(Object(reply.at('errors'))).sort()).toEqual(
      ['date', 'name', 'order', 'page', 'per_page', 'sort_by'].sort(),
    )
  })

  it('sorts by price and by date, and takes places as a minimum', async () => {
    const dear = await bench.get('/api/products?sort_by=price&order=desc&per_page=1')
    expect(dear.at('data.0.price')).toBe(920)
    const early = await bench.get('/api/products?sort_by=product_details-%3Edate&per_page=1')
    expect(early.at('data.0.product_details.date')).toBe('2024-07-26')
    expect((await bench.get('/api/products?places=4')).at('pagination.total')).toBe(7)
  })

  it('is for admins where it shows the sold-out ones too', async () => {
    expect((await bench.get('/api/products/all', { token: admin })).at('pagination.total')).toBe(25)
    expect((await bench.get('/api/products/all', { token: user })).status).toBe(403)
    expect((await bench.get('/api/products/all')).status).toBe(401)
  })
})

describe('a product', () => {
  it('is found by the leading digits of what stands in the path', async () => {
    expect((await bench.get('/api/products/1abc')).at('data.id')).toBe(1)
    for (const id of ['abc', '-1', '99999', '99999999999999'])
      expect((await bench.get(`/api/products/${id}`)).status).toBe(404)
  })

  it('is created without telling its id, replaced whole and repriced in part', async () => {
    const made = await bench.post('/api/products', product('Rowing A'), { token: admin })
    expect([made.status, made.body]).toEqual([201, {}])
    const id = (await bench.get('/api/products?name=Rowing%20A')).at('data.0.id')
    const replaced = await bench.post(
      `/api/products/${id}`,
      { ...product('Rowing B'), sale: null },
      { token: admin },
    )
    expect(replaced.status).toBe(204)
    const priced = await bench.patch(`/api/products/${id}/pricing`, { stock_quantity: 7 }, { token: admin })
    expect(priced.status).toBe(204)
    const shown = await bench.get(`/api/products/${id}`, { headers: { 'accept-language': 'de' } })
    expect(shown.at('data')).toMatchObject({
      name: 'Rowing B (de)',
      price: 59.99,
      sale: 0,
      stock_quantity: 7,
    })
  })

  it('is looked up before the role is asked for', async () => {
    expect((await bench.post('/api/products/99999', product('x'), { token: user })).status).toBe(404)
    expect((await bench.post('/api/products/1', product('x'), { token: user })).status).toBe(403)
    expect((await bench.patch('/api/products/1/pricing', { price: 1 }, { token: user })).status).toBe(403)
  })

  it('names nested faults by dotted keys', async () => {
    const { de: _, ...two } = product('Rowing').translations
    const translations = {
      ...two,
      fr: { ...two.fr, product_details: { ...two.fr.product_details, places: 0 } },
    }
    const reply = await bench.post('/api/products', { price: -1, translations }, { token: admin })
    expect(reply.at('errors')).toEqual({
      price: ['The price field must be at least 0.'],
      stock_quantity: ['The stock quantity field is required.'],
      translations: ['The translations field must contain 3 items.'],
      'translations.de': ['The translations.de field is required.'],
      'translations.fr.product_details.places': [
        'The translations.fr.product_details.places field must be at least 1.',
      ],
    })
  })

  it('takes a broken JSON body of a new price for no change', async () => {
    const reply = await bench.call('PATCH', '/api/products/1/pricing', { token: admin, body: '{"price": ' })
    expect(reply.status).toBe(204)
  })

  it('keeps an uploaded picture for all languages and serves it with validators', async () => {
    const form = new FormData()
    form.set('price', '120.00')
    form.set('sale', '')
    form.set('stock_quantity', '10')
    for (const language of ['en', 'fr', 'de']) {
      form.set(`translations[${language}][name]`, 'Rowing with picture')
      for (const [key, value] of Object.entries(words('').product_details))
        form.set(`translations[${language}][product_details][${key}]`, String(value))
    }
    form.set('image', new Blob(['picture'], { type: 'image/jpeg' }), 'boat.jpg')
    const headers = { authorization: `Bearer ${admin}`, accept: 'application/json' }
    const made = await fetch(`${bench.url}/api/products`, { method: 'POST', headers, body: form })
    expect(made.status).toBe(201)
    const shown = await bench.get('/api/products?name=Rowing%20with%20picture', {
      headers: { 'accept-language': 'fr' },
    })
    const picture = await bench.get(`/products/images/${shown.at('data.0.product_details.image')}`)
    expect(picture.bytes.toString()).toBe('picture')
    expect(picture.headers.get('etag')).not.toBeNull()
    form.set('image', new Blob(['x'], { type: 'text/plain' }), 'x.txt')
    const refused = await fetch(`${bench.url}/api/products`, { method: 'POST', headers, body: form })
    expect(refused.status).toBe(422)
  })
})
