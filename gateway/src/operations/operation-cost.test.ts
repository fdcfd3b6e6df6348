import { describe, expect, it } from '@jest/globals'
import { buildSchema } from 'graphql'
import { costOf } from './operation-cost.js'
import { selectOperation } from './select-operation.js'

const schema = buildSchema(`
  type Query { me: User products: [Product!] }
  type User { name: String friends: [User!] tickets(first: Int = 15): TicketConnection }
  type TicketConnection { nodes: [Ticket!]! totalCount: Int! }
  type Ticket { id: ID user: User }
  type Product { name: String }
`)
const cost = (text: string) => costOf(schema, selectOperation(text, null))

describe('the cost of an operation', () => {
  it.each([
    ['{ me { name } }', 2],
    ['{ products { name } }', 11],
    ['{ me { friends { name friends { name } } } }', 122],
    ['{ me { tickets { totalCount nodes { id } } } }', 47],
    ['{ me { tickets(first: 100) { totalCount nodes { id } } } }', 302],
    ['{ me { ...F } } fragment F on User { a: name ... { name } }', 3],
    ['{ __schema { types { name } } }', 0],
  ])('of %s is %i, whatever the variables are', (text, expected) => {
    const { variables, of } = cost(text)
    expect([variables.size, of({})]).toEqual([0, expected])
  })

  it('depends on the variables that say how long a list is', () => {
    const { variables, of } = cost(
      'query($n: Int = 3, $m: Int) { me { a: tickets(first: $n) { nodes { id } } b: tickets(first: $m) { totalCount } } }',
    )
    expect([...variables]).toEqual(['n', 'm'])
    expect(of({ n: 400, m: 7 })).toBe(1 + (1 + 400 * 2) + (1 + 7))
    expect(of({})).toBe(1 + (1 + 3 * 2) + (1 + 15))
    expect(of({ n: null, m: 'x' })).toBe(1 + (1 + 10 * 2) + (1 + 10))
  })
})
