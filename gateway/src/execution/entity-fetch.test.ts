import { describe, expect, it } from '@jest/globals'
import { ask, book, down, entities, plain, scripted } from '../testing/scripted-fetch.js'
import type { FetchResult } from './execute-plan.js'

describe('an entity fetch', () => {
  it('sends an entity once, and gives its fields to every place where it stands', async () => {
    const { sent, fetch } = scripted({
      inventory: [{ data: { books: [book('1'), book('2'), book('1')] } }],
      reviews: [entities({ score: 5 }, { score: 6 })],
    })
    const { data } = await ask('{ books { score } }', fetch)
    expect(plain(sent[1]?.variables)).toEqual({ representations: [book('1'), book('2')] })
    expect(data).toEqual({ books: [{ score: 5 }, { score: 6 }, { score: 5 }] })
  })

  it('takes things of two types with one id for two things', async () => {
    const { sent, fetch } = scripted({
      inventory: [{ data: { media: [book('1'), { __typename: 'Film', id: '1' }] } }],
      reviews: [entities({ blurb__alias_0: 'a book' }, { blurb__alias_1: 'a film' })],
    })
    await ask('{ media { blurb } }', fetch)
    expect(plain(sent[1]?.variables.representations)).toHaveLength(2)
  })

  it("gives an entity's error to every place where it stands, and goes round nulls in the list", async () => {
    const { fetch } = scripted({
      inventory: [{ data: { top: { grid: [[book('1'), null, book('2')], null, [book('1')]] } } }],
      reviews: [
        {
          data: { _entities: [{ best: null }, { best: { id: 'r' } }] },
          errors: [{ message: 'lost', path: ['_entities', 0, 'best'], extensions: { code: 'CONFLICT' } }],
        },
      ],
    })
    const { data, errors } = await ask('{ top { grid { best { id } } } }', fetch)
    expect(data.top.grid).toEqual([[{ best: null }, null, { best: { id: 'r' } }], null, [{ best: null }]])
    expect(errors).toEqual(
      [
        ['top', 'grid', 0, 0, 'best'],
        ['top', 'grid', 2, 0, 'best'],
      ].map((path) => ({ message: 'lost', path, extensions: { code: 'CONFLICT', service: 'reviews' } })),
    )
  })

  it('says which asked fields are lost with an entity that could not be loaded', async () => {
    const { fetch } = scripted({
      inventory: [{ data: { books: [book('1'), book('2')] } }],
      reviews: [
        {
          data: { _entities: [{ first: { id: 'r' }, second: { id: 'r' } }, null] },
          errors: [{ message: 'gone', path: ['_entities', 1] }],
        },
      ],
    })
    const { data, errors } = await ask('{ books { first: best { id } second: best { id } } }', fetch)
    expect(data.books[1]).toEqual({ first: null, second: null })
    expect(errors.map(({ path }: { path: unknown }) => path)).toEqual([
      ['books', 1, 'first'],
      ['books', 1, 'second'],
    ])
  })

  it('keeps what is fetched for another subgraph out of the answer and out of the paths', async () => {
    const { fetch } = scripted({
      inventory: [
        {
          data: { top: book('1', { weight: null, price: 3 }) },
          errors: [{ message: 'no weight', path: ['top', 'weight'] }],
        },
      ],
      shipping: [entities({ cost: 7 })],
    })
    const { data, errors } = await ask('{ top { cost } }', fetch)
    expect(data).toEqual({ top: { cost: 7 } })
    expect(errors).toEqual([{ message: 'no weight', path: ['top'], extensions: { service: 'inventory' } }])
  })

  it.each<[string, FetchResult]>([
    ['no list', { data: { _entities: 'no' } }],
    ['too few', entities()],
    ['nothing', { data: null }],
  ])('fails whole on an answer of another shape: %s', async (_what, answer) => {
    const { fetch } = scripted({ inventory: [{ data: { top: book('1') } }], reviews: [answer] })
    const { data, errors } = await ask('{ top { id best { id } } }', fetch)
    expect(data).toEqual({ top: { id: '1', best: null } })
    expect(errors[0]).toMatchObject({ path: ['top', 'best'], extensions: { service: 'reviews' } })
  })
})

describe('one item of a list of entities', () => {
  it('that fails where null may be leaves its own fields empty, and the other items whole', async () => {
    const { fetch } = scripted({
      inventory: [{ data: { books: [book('1'), book('2'), book('3')] } }],
      reviews: [
        {
          data: { _entities: [{ best: { id: 'a' } }, null, { best: { id: 'c' } }] },
          errors: [
            { message: 'busy', path: ['_entities', 1], extensions: { code: 'CONFLICT', retryable: true } },
          ],
        },
      ],
    })
    const { data, errors } = await ask('{ books { best { id } } }', fetch)
    expect(data).toEqual({ books: [{ best: { id: 'a' } }, { best: null }, { best: { id: 'c' } }] })
    expect(errors).toEqual([
      {
        message: 'busy',
        path: ['books', 1, 'best'],
        extensions: { code: 'CONFLICT', retryable: true, service: 'reviews' },
      },
    ])
  })

  it('that fails where null may not be becomes null where its list allows it, and keeps its reason', async () => {
    const { fetch } = scripted({
      inventory: [{ data: { media: [book('1'), book('2')] } }],
      reviews: [
        {
          data: { _entities: [{ reviews: [] }, { reviews: null }] },
          errors: [{ message: 'busy', path: ['_entities', 1, 'reviews'] }],
        },
      ],
    })
    const { data, errors } = await ask('{ media { ... on Book { id reviews { id } } } }', fetch)
    expect(data).toEqual({ media: [{ id: '1', reviews: [] }, null] })
    expect(errors).toEqual([
      { message: 'busy', path: ['media', 1, 'reviews'], extensions: { service: 'reviews' } },
    ])
  })

  it('is told from another whose key reads the same', async () => {
    const { sent, fetch } = scripted({
      inventory: [{ data: { books: [book('1'), { __typename: 'Book', id: 1 }, book('1')] } }],
      reviews: [entities({ score: 5 }, { score: 6 })],
    })
    const { data } = await ask('{ books { score } }', fetch)
    expect(plain(sent[1]?.variables.representations)).toEqual([book('1'), { __typename: 'Book', id: 1 }])
    expect(data).toEqual({ books: [{ score: 5 }, { score: 6 }, { score: 5 }] })
  })
})

describe('a failed fetch', () => {
  it('for the root nulls each field that it was to fill, and no other', async () => {
    const { fetch } = scripted({
      inventory: [down('inventory')],
      reviews: [{ data: { latest: [{ id: 'r' }] } }],
    })
    const { data, errors } = await ask('{ top { id } latest { id } mine: me { nick } }', fetch)
    expect(data).toEqual({ top: null, latest: [{ id: 'r' }], mine: null })
    expect(errors).toEqual(
      ['top', 'mine'].map((key) => ({
        message: 'inventory is down',
        path: [key],
        extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true, service: 'inventory' },
      })),
    )
  })

  it('nulls the smallest thing, with code, service and path at each place', async () => {
    const { fetch } = scripted({
      inventory: [{ data: { books: [book('1', { pages: 1 }), book('2', { pages: 2 })] } }],
      reviews: [down('reviews')],
    })
    const { data, errors } = await ask('{ books { pages best { id } } }', fetch)
    expect(data).toEqual({
      books: [
        { pages: 1, best: null },
        { pages: 2, best: null },
      ],
    })
    expect(errors).toEqual(
      [0, 1].map((index) => ({
        message: 'reviews is down',
        path: ['books', index, 'best'],
        extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true, service: 'reviews' },
      })),
    )
  })

  it('takes the parent along where a field may not be null, and says so once', async () => {
    const { fetch } = scripted({
      inventory: [{ data: { books: [book('1')], top: null } }],
      reviews: [down('reviews')],
    })
    const { data, errors } = await ask('{ books { score } top { id } }', fetch)
    expect(data).toEqual({ books: null, top: null })
    expect(errors).toHaveLength(1)
    expect(errors[0].path).toEqual(['books', 0, 'score'])
  })
})
