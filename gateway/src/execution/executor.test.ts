import { describe, expect, it } from '@jest/globals'
import { frozenFetch, ourAnswer } from '../testing/library.js'
import { ask, book, entities, fetchNode, plain, planOfNode, scripted } from '../testing/scripted-fetch.js'
import type { Fetch } from './execute-plan.js'

describe('a null where none may be', () => {
  it.each([
    ['{ top { pages } }', { top: { pages: null } }, { top: null }, ['top', 'pages'], 'Book.pages'],
    ['{ strict { id } }', { strict: null }, null, ['strict'], 'Query.strict'],
    [
      '{ top { related { id } } }',
      { top: { related: [null] } },
      { top: { related: null } },
      ['top', 'related', 0],
      'Book.related',
    ],
    ['{ shelf { id } }', { shelf: [[null]] }, { shelf: [null] }, ['shelf', 0, 0], 'Query.shelf'],
  ])('%s moves up and is told', async (document, fetched, data, path, coordinate) => {
    const { fetch } = scripted({ inventory: [{ data: fetched }] })
    expect(await ask(document, fetch)).toEqual({
      data,
      errors: [{ message: `Cannot return null for non-nullable field ${coordinate}.`, path }],
    })
  })

  it('reads whether it may be null from the type of the object, not from its interface', async () => {
    const { fetch } = scripted({ inventory: [{ data: { media: [book('1')] } }], reviews: [entities({})] })
    expect((await ask('{ media { blurb } }', fetch)).data).toEqual({ media: [null] })
  })
})

describe('a value that the schema does not allow', () => {
  it.each([
    ['{ top { genre } }', { top: { genre: 'SECRET' } }, { top: { genre: null } }],
    ['{ top { weight } }', { top: { weight: 'heavy' } }, { top: { weight: null } }],
    ['{ top { tags } }', { top: { tags: 'one' } }, { top: { tags: null } }],
    ['{ top { id } }', { top: 'a book' }, { top: null }],
    ['{ media { id } }', { media: [{ __typename: 'Ghost', id: '1' }] }, { media: [null] }],
  ])('%s becomes null with an error', async (document, fetched, data) => {
    const { fetch } = scripted({ inventory: [{ data: fetched }] })
    const answer = await ask(document, fetch)
    expect(answer.data).toEqual(data)
    expect(answer.errors).toHaveLength(1)
  })
})

describe('a plan', () => {
  it('renames what the planner had to alias, also nulls, and in the paths of errors', async () => {
    const { fetch } = scripted({
      inventory: [{ data: { media: [book('1'), { __typename: 'Film', id: '2' }] } }],
      reviews: [
        {
          data: { _entities: [{ blurb: '', blurb__alias_0: '' }, { blurb__alias_0: null }] },
          errors: [{ message: 'no blurb', path: ['_entities', 1, 'blurb__alias_0'] }],
        },
      ],
    })
    const { data, errors } = await ask('{ media { blurb } }', fetch)
    expect(data).toEqual({ media: [{ blurb: '' }, { blurb: null }] })
    expect(errors[0].path).toEqual(['media', 1, 'blurb'])
  })

  it('goes only to objects of the types that a path names', async () => {
    const inner = fetchNode(
      'reviews',
      'query($representations:[_Any!]!){_entities(representations:$representations){...on Book{title}}}',
      {
        requires: [
          { kind: 'Field', name: '__typename' },
          { kind: 'Field', name: 'id' },
        ],
      },
    )
    const nodes = [
      fetchNode('inventory', '{ media { __typename id title } }'),
      { kind: 'Flatten', path: ['media', '@|[Book]'], node: inner },
    ]
    const { sent, fetch } = scripted({
      inventory: [{ data: { media: [book('1'), { __typename: 'Film', id: '1', title: 'f' }] } }],
      reviews: [entities({ title: 'b' })],
    })
    const { data } = await ask('{ media { title } }', fetch, {}, planOfNode({ kind: 'Sequence', nodes }))
    expect(plain(sent[1]?.variables.representations)).toEqual([book('1')])
    expect(data).toEqual({ media: [{ title: 'b' }, { title: 'f' }] })
  })

  it.each([
    [{ yes: true }, ['reviews']],
    [{ yes: false }, ['inventory']],
    [{}, ['reviews']],
  ])('takes the branch of a condition by the variable or its default: %p', async (variables, services) => {
    const node = {
      kind: 'Condition',
      condition: 'yes',
      ifClause: fetchNode('reviews', '{ latest { id } }'),
      elseClause: fetchNode('inventory', '{ top { id } }'),
    }
    const document =
      'query($yes: Boolean! = true) { latest @include(if: $yes) { id } top @skip(if: $yes) { id } }'
    const { sent, fetch } = scripted({})
    await ask(document, fetch, variables, planOfNode(node))
    expect(sent.map(({ service }) => service)).toEqual(services)
  })

  it('shares equal fetches under way, and never a command', async () => {
    const query = fetchNode('inventory', '{ top { id } }')
    const command = fetchNode('inventory', 'mutation { touch(id: 1) { id } }', { operationKind: 'mutation' })
    const { sent, fetch } = scripted({ inventory: [{ data: { top: { id: '1' } } }] })
    const { data } = await ask(
      '{ top { id } }',
      fetch,
      {},
      planOfNode({ kind: 'Parallel', nodes: [query, query] }),
    )
    expect(data).toEqual({ top: { id: '1' } })
    expect(sent).toHaveLength(1)
    await ask('{ top { id } }', fetch, {}, planOfNode({ kind: 'Sequence', nodes: [command, command] }))
    expect(sent).toHaveLength(3)
  })

  it('carries commands out one after another, in the order of the operation', async () => {
    let running = 0
    const order: string[] = []
    const fetch: Fetch = async (node, variables) => {
      running += 1
      order.push(`${node.service} ${running}`)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      return frozenFetch({ seed: 1 })(node, variables)
    }
    await ask(
      'mutation { a: touch(id: "Book-1") { id } ship(id: "Book-1") { size } b: touch(id: "Book-1") { id } }',
      fetch,
    )
    expect(order).toEqual(['inventory 1', 'shipping 1', 'inventory 1'])
  })

  it('that has a node which only stock may know is not run', async () => {
    const node = { kind: 'Defer', primary: {}, deferred: [] }
    const { fetch } = scripted({})
    await expect(ask('{ top { id } }', fetch, {}, planOfNode(node))).rejects.toThrow('Defer')
  })
})

describe('a field with both @skip and @include', () => {
  it.each([
    [true, true, false],
    [true, false, false],
    [false, true, true],
    [false, false, false],
  ])('is there only when not skipped and included: skip %p, include %p', async (no, yes, isThere) => {
    const document = `query($no: Boolean!, $yes: Boolean = true) {
      top { id title @skip(if: $no) @include(if: $yes) ...t @skip(if: $no) @include(if: $yes) }
    } fragment t on Book { ... @include(if: $yes) { author { nick @skip(if: $no) } } }`
    const { fetch } = scripted({
      inventory: [{ data: { top: book('1', { title: 't', author: { nick: 'n' } }) } }],
    })
    const { data } = await ask(document, fetch, { no, yes })
    expect(data.top).toEqual(isThere ? { id: '1', title: 't', author: { nick: 'n' } } : { id: '1' })
  })
})

describe('an operation', () => {
  it('may ask about the schema and for data at once, in its own order', async () => {
    const { fetch } = scripted({ inventory: [{ data: { top: { id: '1' } } }] })
    const answer = await ask(
      'query($name: String!) { __type(name: $name) { name } top { id } s: __schema { queryType { name } } kind: __typename }',
      fetch,
      { name: 'Book' },
    )
    expect(JSON.stringify(answer.data)).toBe(
      '{"__type":{"name":"Book"},"top":{"id":"1"},"s":{"queryType":{"name":"Query"}},"kind":"Query"}',
    )
  })

  it('may use any name as an alias', async () => {
    const { fetch } = scripted({
      inventory: [{ data: { top: JSON.parse('{"__proto__":"1","constructor":"2"}') } }],
    })
    const answer = await ourAnswer(
      { document: '{ top { __proto__: id constructor: title } }', variables: {} },
      fetch,
    )
    expect(JSON.stringify(answer.data)).toBe('{"top":{"__proto__":"1","constructor":"2"}}')
  })

  it('does not take for an answer what every object has', async () => {
    const { fetch } = scripted({ inventory: [{ data: { top: {}, hasOwnProperty: null } }] })
    const document =
      '{ top { constructor: title __proto__: author { nick } toString: weight } valueOf: me { nick } }'
    const answer = await ourAnswer({ document, variables: {} }, fetch)
    expect(JSON.stringify(answer)).toBe(
      '{"data":{"top":{"constructor":null,"__proto__":null,"toString":null},"valueOf":null}}',
    )
  })

  it.each([
    ['query($id: ID!) { latest(first: $id) { id } }', {}, 'id'],
    ['query($yes: Boolean = true) { top @include(if: $yes) { id } }', { yes: null }, 'yes'],
  ])('with a variable that is not allowed asks nobody: %s', async (document, variables, named) => {
    const { sent, fetch } = scripted({})
    const answer = await ask(document, fetch, variables, planOfNode(fetchNode('inventory', '{ top { id } }')))
    expect(answer.data).toBeUndefined()
    expect(answer.errors[0].message).toContain(`"$${named}"`)
    expect(sent).toEqual([])
  })
})
