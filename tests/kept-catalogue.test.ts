// The catalogue, kept for a while by CATALOGUE_CACHE_SECONDS, through the gateway.
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { CatalogueCardDocument, ProductPageDocument, RepriceDocument } from './generated/graphql.js'
import { type Person, person, signIn } from './journey/people.js'
import { startWatchedPlatform, type WatchedPlatform } from './journey/watched-platform.js'

let platform: WatchedPlatform
let ada: Person
let admin: Person

beforeAll(async () => {
  platform = await startWatchedPlatform({ CATALOGUE_CACHE_SECONDS: '60' })
  ada = await signIn(platform.url, 'user@example.test')
  admin = await signIn(platform.url, 'admin@example.test')
})
afterAll(() => platform.close())

const called = () => platform.backend.calls.map(({ name }) => name)

it('is asked for once for all, in nobody’s name', async () => {
  platform.backend.forget()
  const answers = [ada, person(platform.url), admin].map((someone) => someone.ask(CatalogueCardDocument))
  const [first, ...others] = await Promise.all(answers)
  expect(await ada.ask(CatalogueCardDocument)).toEqual(first)
  expect(others).toEqual([first, first])
  expect(platform.backend.calls).toEqual([{ name: 'GET /api/products', token: null, language: 'en' }])
})

it('is asked for again once the gateway has changed it, and always for a stock', async () => {
  platform.backend.forget()
  const id = (await ada.ask(CatalogueCardDocument)).products?.nodes[0]?.id ?? ''
  await ada.ask(ProductPageDocument, { id })
  await ada.ask(ProductPageDocument, { id })
  expect(called()).toEqual(['GET /api/products/{id}', 'GET /api/products/{id}'])
  await admin.ask(RepriceDocument, { id, input: { stock: 50 } })
  platform.backend.forget()
  await ada.ask(CatalogueCardDocument)
  expect(called()).toEqual(['GET /api/products'])
})
