import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Shape } from './backend-contract.js'
import { differences } from './differences.js'

const PAGE: Shape = {
  $: 'object',
  data: 'array',
  'data[]': 'object',
  'data[].id': 'integer',
  'data[].date': 'string|null',
  'data[].price': 'number',
  'data[].note': 'string|absent',
  'data[].extra': 'any',
}
const row = { id: 1, date: null, price: 2.5, extra: { free: true } }
const page = (of: object) => ({ data: [row, { ...row, ...of }] })

const told = (value: unknown, shape = PAGE) =>
  differences(value, shape).map(({ kind, field, found, expected }) => [kind, field, found, expected])

describe('differences', () => {
  it('finds none in an answer of the contract', () => {
    expect(told(page({ note: 'x', date: '2024-07-26', price: 3 }))).toEqual([])
    expect(told({ data: [] })).toEqual([])
  })

  it('tells what is unknown, missing and of another type by its path', () => {
    expect(told(page({ cost: 1 }))).toEqual([['unknown', 'data[].cost', 'integer', null]])
    expect(told({})).toEqual([['missing', 'data', null, 'array']])
    expect(told(page({ price: '2.50' }))).toEqual([['type', 'data[].price', 'string', 'number']])
    expect(told(page({ id: 1.5 }))).toEqual([['type', 'data[].id', 'number', 'integer']])
    expect(told(page({ note: null }))).toEqual([['type', 'data[].note', 'null', 'string']])
    expect(told([])).toEqual([['type', '', 'array', 'object']])
  })

  it('tells a difference once, however many elements have it', () => {
    const cheap = { ...row, cost: 1 }
    expect(told({ data: [cheap, cheap, cheap] })).toHaveLength(1)
  })

  it('checks what stands under free keys, and names none of them', () => {
    const free: Shape = { $: 'object', 'errors.*': 'array', errors: 'object', 'errors.*[]': 'string' }
    expect(told({ errors: { 'a@example.test': ['no'] } }, free)).toEqual([])
    expect(told({ errors: { 'a@example.test': [1] } }, free)).toEqual([
      ['type', 'errors.*[]', 'integer', 'string'],
    ])
  })

  it('names no key that may be data', () => {
    expect(told(page({ 'a@example.test': 1 }))).toEqual([['unknown', 'data[].?', 'integer', null]])
  })

  it('takes keys of Object.prototype for the fields that they are', () => {
    expect(told(page(JSON.parse('{"constructor": 1, "__proto__": 2}'))).map(([, field]) => field)).toEqual([
      'data[].constructor',
      'data[].__proto__',
    ])
  })

  it('ends early where an answer has gone wild', () => {
    const wild = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`key_${i}`, i]))
    expect(told(page(wild))).toHaveLength(100)
  })
})

const name = fc.stringMatching(/^[a-z_]{1,6}$/)
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.string(),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(name, tie('json'), { maxKeys: 4, noNullPrototype: true }),
  ),
}))

/** The shape read off a value: every type that a path has, every field one that may be absent. */
function shapeOf(value: unknown): Shape {
  const types = new Map<string, Set<string>>()
  const note = (path: string, type: string) => {
    types.set(path, new Set(['absent', ...(types.get(path) ?? []), type]))
  }
  const walk = (inner: unknown, path: string): void => {
    const at = path === '' ? '$' : path
    if (inner === null) note(at, 'null')
    else if (Array.isArray(inner)) {
      note(at, 'array')
      for (const item of inner) walk(item, `${path}[]`)
    } else if (typeof inner === 'object') {
      note(at, 'object')
      for (const [key, child] of Object.entries(inner)) walk(child, path === '' ? key : `${path}.${key}`)
    } else note(at, typeof inner)
  }
  walk(value, '')
  return Object.fromEntries([...types].map(([path, set]) => [path, [...set].join('|')]))
}

describe('a shape read off a value', () => {
  it('never differs from that value', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(differences(value, shapeOf(value))).toEqual([])
      }),
    )
  })

  it('differs by exactly the key that is put into it', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(name, json, { noNullPrototype: true })), (rows) => {
        const shape = shapeOf({ data: rows })
        const put = rows.map((one) => ({ ...one, ADDED: 1 }))
        const added = rows.length === 0 ? [] : [['unknown', 'data[].ADDED', 'integer', null]]
        expect(told({ data: put }, shape)).toEqual(added)
      }),
    )
  })
})
