import { describe, expect, it } from '@jest/globals'
import type { FetchResult } from '../execution/execute-plan.js'
import { plannedFor, preparedFor } from '../testing/library.js'
import { book, entities, plain, scripted } from '../testing/scripted-fetch.js'
import type { RefusalOf } from './audience.js'

const refusing =
  (...fields: string[]): RefusalOf =>
  (type, name) =>
    fields.includes(`${type}.${name}`) ? { alternatives: [], rule: 'ADMIN', requires: [] } : undefined

type Answers = Record<string, readonly FetchResult[]>

async function ask(document: string, refusalOf: RefusalOf, answers: Answers = {}, variables = {}) {
  const { sent, fetch } = scripted(answers)
  const {
    data,
    errors,
    refused = [],
  } = await preparedFor(document, refusalOf, variables).run(variables, fetch)
  return { data: data && plain(data), errors, at: refused.map(({ path }) => path), sent }
}

const film = { __typename: 'Film', id: 'f' }

describe('a refused field', () => {
  it('is null at each place, and not fetched', async () => {
    const inventory = [{ data: { books: [book('1', { title: 'A' }), book('2', { title: 'B' })] } }]
    const { data, errors, at, sent } = await ask('{ books { title pages: genre } }', refusing('Book.genre'), {
      inventory,
    })
    expect(data).toEqual({
      books: [
        { title: 'A', pages: null },
        { title: 'B', pages: null },
      ],
    })
    expect(at).toEqual([
      ['books', 0, 'pages'],
      ['books', 1, 'pages'],
    ])
    expect(errors).toBeUndefined()
    expect(sent).toHaveLength(1)
    expect(sent[0]?.document).not.toContain('genre')
  })

  it('takes its parent along where it may not be null, with one error', async () => {
    const inventory = [{ data: { strict: book('1', { dims: { w: 1 } }), top: book('1') } }]
    const { data, errors, at } = await ask(
      '{ top { dims { w h } } strict { id dims { w h } price } }',
      refusing('Dims.h', 'Book.price'),
      { inventory: [{ data: { top: book('1', { dims: { w: 1 } }), strict: inventory[0]?.data.strict } }] },
    )
    expect([data, errors]).toEqual([null, undefined])
    expect(at).toEqual([
      ['top', 'dims', 'h'],
      ['strict', 'dims', 'h'],
      ['strict', 'price'],
    ])
  })

  it('is not told where its parent is null by itself', async () => {
    const { data, at } = await ask('{ top { title genre } }', refusing('Book.genre'), {
      inventory: [{ data: { top: null } }],
    })
    expect([data, at]).toEqual([{ top: null }, []])
  })

  it('leaves its object to be looked for where nothing else is asked of it', async () => {
    const { data, at, sent } = await ask('{ top { grid { genre } } }', refusing('Book.genre'), {
      inventory: [{ data: { top: book('1', { grid: [[book('2'), null]] }) } }],
    })
    expect(data).toEqual({ top: { grid: [[{ genre: null }, null]] } })
    expect(at).toEqual([['top', 'grid', 0, 0, 'genre']])
    expect(sent[0]?.document).toContain('grid{__typename}')
  })

  it('is asked of those of an interface’s types that may be asked', async () => {
    const { data, at, sent } = await ask('{ media { title } }', refusing('Book.title'), {
      inventory: [{ data: { media: [{ ...film, title: 'F' }, book('1')] } }],
    })
    expect(data).toEqual({ media: [{ title: 'F' }, { title: null }] })
    expect(at).toEqual([['media', 1, 'title']])
    expect(sent[0]?.document).toContain('...on Film{title}')
  })

  it('is told by the type of each object, also where the client renames __typename', async () => {
    const document =
      '{ search { kind: __typename ... on Media { id ...about } ... on User { id } } } fragment about on Media { title }'
    const refusalOf = refusing('Book.title', 'Film.title', 'User.id')
    const found = [
      { ...film, kind: 'Film' },
      { ...book('1'), kind: 'Book' },
    ]
    const { data, at } = await ask(document, refusalOf, { inventory: [{ data: { search: found } }] })
    expect(data.search).toEqual([
      { kind: 'Film', id: 'f', title: null },
      { kind: 'Book', id: '1', title: null },
    ])
    expect(at).toEqual([
      ['search', 0, 'title'],
      ['search', 1, 'title'],
    ])
  })

  it('is told only where it is asked for', async () => {
    const document = 'query ($x: Boolean!) { top { title genre @include(if: $x) tags @skip(if: $x) } }'
    const inventory = [{ data: { top: book('1', { title: 'A', tags: ['t'] }) } }]
    const refusalOf = refusing('Book.genre')
    const without = await ask(document, refusalOf, { inventory }, { x: false })
    expect([without.data, without.at]).toEqual([{ top: { title: 'A', tags: ['t'] } }, []])
    const asked = await ask(document, refusalOf, { inventory }, { x: true })
    expect([asked.data, asked.at]).toEqual([{ top: { title: 'A', genre: null } }, [['top', 'genre']]])
  })

  it('does not keep its object from being fetched where all else is left out', async () => {
    const document = 'query ($x: Boolean!) { top { genre title @include(if: $x) } }'
    const { data, at } = await ask(
      document,
      refusing('Book.genre'),
      { inventory: [{ data: { top: book('1') } }] },
      { x: false },
    )
    expect([data, at]).toEqual([{ top: { genre: null } }, [['top', 'genre']]])
  })

  it('leaves its variables to be checked as if it were not refused', async () => {
    const document = 'query ($zone: Int!) { top { title cost(zone: $zone) } }'
    const inventory = [{ data: { top: book('1', { title: 'A' }) } }]
    const refusalOf = refusing('Book.cost')
    const { data, sent } = await ask(document, refusalOf, { inventory }, { zone: 1 })
    expect(data).toEqual({ top: { title: 'A', cost: null } })
    expect(sent).toMatchObject([{ service: 'inventory', variables: {} }])
    const wrong = await ask(document, refusalOf, { inventory }, { zone: 'x' })
    expect([wrong.data, wrong.errors?.length, wrong.sent.length]).toEqual([undefined, 1, 0])
  })

  it('is fetched for a field that requires it, and not shown, nor what went wrong there', async () => {
    const { data, at, errors, sent } = await ask(
      '{ top { weight cost(zone: 1) } }',
      refusing('Book.weight'),
      {
        inventory: [
          {
            data: { top: book('1', { weight: 7, price: 2 }) },
            errors: [{ message: 'not you', path: ['top', 'weight'], extensions: { code: 'FORBIDDEN' } }],
          },
        ],
        shipping: [entities({ __typename: 'Book', cost: 70 })],
      },
    )
    expect(data).toEqual({ top: { weight: null, cost: 70 } })
    expect([at, errors]).toEqual([[['top', 'weight']], undefined])
    expect(sent[1]?.variables.representations).toMatchObject([{ weight: 7 }])
  })
})

describe('a refused root field', () => {
  it('is never planned, and where there are no others nobody is asked', async () => {
    const { data, at, sent } = await ask(
      '{ top { id } me { id } __typename }',
      refusing('Query.top', 'Query.me'),
    )
    expect(data).toEqual({ top: null, me: null, __typename: 'Query' })
    expect([at, sent]).toEqual([[['top'], ['me']], []])
  })

  it('does not stand in the way of the commands around it, which go in their order', async () => {
    const document = 'mutation { a: touch(id: 1) { id } b: ship(id: 2) { size } c: touchFilm(id: 3) { id } }'
    const { data, at, sent } = await ask(document, refusing('Mutation.ship'), {
      inventory: [{ data: { a: book('1'), c: film } }],
    })
    expect(data).toEqual({ a: { id: '1' }, b: null, c: { id: 'f' } })
    expect(at).toEqual([['b']])
    expect(sent.map(({ service }) => service)).toEqual(['inventory'])
    expect(sent[0]?.document).toMatch(/a:touch.*c:touchFilm/)
  })

  it('of a subscription is answered once, and not subscribed to', async () => {
    const prepared = preparedFor('subscription { book { id } }', refusing('Subscription.book'))
    const answers: unknown[] = []
    const nobody = async (): Promise<never> => {
      throw new Error('nobody is to be asked')
    }
    for await (const answer of prepared.subscribe({}, { subscribe: nobody, fetch: nobody }))
      answers.push(plain(answer))
    expect(answers).toMatchObject([{ data: { book: null }, refused: [{ path: ['book'] }] }])
  })
})

describe('an event of a subscription', () => {
  it('comes without what is refused', async () => {
    const document = 'subscription { book { id blurb genre } }'
    const prepared = preparedFor(document, refusing('Book.genre'))
    const { fetch } = scripted({})
    async function* subscribe() {
      yield { data: { book: book('1', { blurb: 'B' }) } }
    }
    const answers: unknown[] = []
    for await (const answer of prepared.subscribe({}, { subscribe, fetch })) answers.push(plain(answer))
    expect(answers).toMatchObject([
      { data: { book: { id: '1', blurb: 'B', genre: null } }, refused: [{ path: ['book', 'genre'] }] },
    ])
  })
})

describe('a fragment', () => {
  it('of types that may not be asked is left out, and one of others stays', () => {
    const document = '{ search { ...b ... on User { nick } } } fragment b on Book { genre maker { code } }'
    expect(plannedFor(document, refusing('User.nick', 'Book.maker'))?.replace(/\s+/g, ' ')).toBe(
      '{ search { __typename ... on Book { genre } } }',
    )
  })
})
