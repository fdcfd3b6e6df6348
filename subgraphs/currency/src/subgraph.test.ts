import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { CURRENCIES } from '@ticketing/money'
import { createLog } from '@ticketing/service-kit'
import { guestCall } from '@ticketing/session/testing'
import { buildSchemaOf, Money, Public, type Subgraph } from '@ticketing/subgraph-kit'
import { Query, Resolver } from 'type-graphql'
import { createCurrency } from './subgraph.js'

const log = createLog({ name: 'currency', level: 'silent' })
const CONVERT = `query ($of: [_Any!]!, $to: CurrencyCode!) {
  _entities(representations: $of) { ... on Money { in(currency: $to) { minorUnits currency amount formatted } } }
}`
const money = (minorUnits: unknown, currency: string) => ({ __typename: 'Money', minorUnits, currency })

let currency: Subgraph
beforeAll(async () => {
  currency = await createCurrency({}, { log, now: Date.now })
})

async function ask(document: string, variables = {}, subgraph = currency) {
  return JSON.parse(
    JSON.stringify(await subgraph.execute({ document, variables, call: guestCall({ language: 'fr' }) })),
  )
}

describe('currencies', () => {
  it('lists every active currency with its decimals', async () => {
    const { data } = await ask('{ currencies { code name exponent numeric convertible } }')
    expect(data.currencies).toHaveLength(CURRENCIES.length)
    expect(data.currencies).toContainEqual({
      code: 'JPY',
      name: 'Japanese Yen',
      exponent: 0,
      numeric: '392',
      convertible: true,
    })
    expect(data.currencies).toContainEqual(expect.objectContaining({ code: 'AFN', convertible: false }))
  })
})

describe('exchangeRate', () => {
  it('says what, when and by whom', async () => {
    expect((await ask('{ exchangeRate(from: EUR, to: USD) { from to rate asOf source } }')).data).toEqual({
      exchangeRate: {
        from: 'EUR',
        to: 'USD',
        rate: '1.085',
        asOf: '2024-07-26T14:00:00.000Z',
        source: expect.stringMatching(/^sample: /),
      },
    })
  })

  it('is null with a code where there is none', async () => {
    const { data, errors } = await ask('{ exchangeRate(from: EUR, to: AFN) { rate } }')
    expect(data).toEqual({ exchangeRate: null })
    expect(errors).toEqual([
      {
        message: 'Il n’y a pas de taux de change pour AFN.',
        path: ['exchangeRate'],
        extensions: { code: 'BAD_USER_INPUT', currency: 'AFN', service: 'currency', retryable: false },
      },
    ])
  })
})

describe('Money.in', () => {
  it('converts an amount that another subgraph hands over, for a guest too', async () => {
    const { data, errors } = await ask(CONVERT, { of: [money(1999, 'EUR')], to: 'JPY' })
    expect(errors).toBeUndefined()
    expect(data._entities[0].in).toMatchObject({ minorUnits: 3334, currency: 'JPY', amount: '3334' })
  })

  it('converts again what it converted', async () => {
    const twice = `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on Money { in(currency: JPY) { in(currency: KWD) { amount } } }
    } }`
    expect((await ask(twice, { of: [money(1999, 'EUR')] })).data._entities[0].in.in).toEqual({
      amount: '6.632',
    })
  })

  it('fails one amount and converts the others', async () => {
    const of = [money(1999, 'EUR'), money(100, 'AFN'), money(1.5, 'EUR'), money(100, 'FRF'), money(-1, 'USD')]
    const { data, errors } = await ask(CONVERT, { of, to: 'USD' })
    expect(data._entities.map((entity: { in: unknown } | null) => entity?.in)).toEqual([
      expect.objectContaining({ amount: '21.69' }),
      null,
      undefined,
      undefined,
      expect.objectContaining({ amount: '-0.01' }),
    ])
    expect(errors.map((error: { path: unknown }) => error.path)).toEqual(
      expect.arrayContaining([
        ['_entities', 1, 'in'],
        ['_entities', 2],
        ['_entities', 3],
      ]),
    )
    for (const error of errors) expect(error.extensions.code).toBe('BAD_USER_INPUT')
  })

  it('refuses a result that JSON cannot hold, instead of rounding it', async () => {
    const of = [money(Number.MAX_SAFE_INTEGER, 'EUR'), money(1, 'EUR')]
    const { data, errors } = await ask(CONVERT, { of, to: 'MGA' })
    expect(data._entities).toEqual([{ in: null }, { in: expect.objectContaining({ minorUnits: 4890 }) }])
    expect(errors).toHaveLength(1)
    expect(errors[0].path).toEqual(['_entities', 0, 'in', 'minorUnits'])
  })

  it('writes the converted amount for people, and refuses a language that nobody knows', async () => {
    const written = `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on Money { in(currency: USD) { formatted us: formatted(locale: "en-US") xx: formatted(locale: "xx") } }
    } }`
    const { data, errors } = await ask(written, { of: [money(1999, 'EUR')] })
    expect(data._entities[0].in).toEqual({
      formatted: expect.stringMatching(/^21,69\s\$US$/),
      us: '$21.69',
      xx: null,
    })
    expect(errors).toEqual([expect.objectContaining({ path: ['_entities', 0, 'in', 'xx'] })])
    expect(errors[0].extensions.code).toBe('BAD_USER_INPUT')
  })

  it('refuses rates that are too old', async () => {
    const strict = await createCurrency({ ratesMaxAgeMs: 1000 }, { log, now: Date.now })
    const { data, errors } = await ask(CONVERT, { of: [money(1, 'EUR')], to: 'USD' }, strict)
    expect(data._entities).toEqual([{ in: null }])
    expect(errors[0].extensions).toMatchObject({ code: 'RATE_STALE', retryable: true })
  })

  it('converts a hundred amounts without reading anything', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rates-'))
    const ratesPath = join(folder, 'rates.json')
    const rates = { source: 'A bank', sample: false, asOf: '2024-07-26T14:00:00Z', base: 'EUR' }
    await writeFile(ratesPath, JSON.stringify({ ...rates, perBase: { USD: '2' } }))
    const subgraph = await createCurrency({ ratesPath }, { log, now: Date.now })
    await rm(folder, { recursive: true })

    const of = Array.from({ length: 100 }, (_, index) => money(index, 'EUR'))
    const result = await ask(CONVERT, { of, to: 'USD' }, subgraph)
    expect(
      result.data._entities.map((entity: { in: { minorUnits: number } }) => entity.in.minorUnits),
    ).toEqual(of.map((_, index) => 2 * index))
  })
})

describe('Money of the other subgraphs', () => {
  it('does not claim the field that only this subgraph resolves', () => {
    @Resolver()
    class PriceResolver {
      @Query(() => Money, { nullable: true, description: 'A price.' })
      @Public()
      price(): Money {
        return Money.of({ minorUnits: 1n, currency: 'EUR' })
      }
    }
    const { schema } = buildSchemaOf({ name: 'prices', resolvers: [PriceResolver] })
    expect(schema.getType('Money')?.toConfig()).toMatchObject({ fields: { minorUnits: {}, formatted: {} } })
    expect(schema.getType('Money')?.toConfig()).not.toHaveProperty('fields.in')
    expect(currency.schema.getType('Money')?.toConfig()).toHaveProperty('fields.in')
  })
})
