import { describe, expect, it } from '@jest/globals'
import { buildSchema, Kind, type OperationDefinitionNode, parse } from 'graphql'
import { checkOperationLimits } from './operation-limits.js'

const schema = buildSchema(`
  type Query { me: User product(id: ID!): Product }
  type Mutation { login: ID }
  type User { name: String friends: [User!] tickets(first: Int = 15): TicketConnection payment: Payment }
  type TicketConnection { nodes: [Ticket!]! totalCount: Int! }
  type Ticket { id: ID payment: Payment }
  type Payment { id: ID user: User }
  type Product { name: String }
`)
const limits = { depth: 6, cost: 1_000, rootFields: 3 }

function check(text: string, variables = {}) {
  const document = parse(text)
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  )
  if (operation === undefined) throw new Error('no operation')
  return () => checkOperationLimits({ schema, document, operation, variables }, limits)
}

describe('the limits of an operation', () => {
  it('let an everyday operation through', () => {
    expect(check('{ me { name tickets(first: 100) { totalCount nodes { id } } } }')).not.toThrow()
  })

  it('refuse nesting that is too deep, through fragments too', () => {
    expect(check('{ me { payment { user { payment { user { payment { id } } } } } } }')).toThrow(/deep/)
    expect(
      check(`{ me { ...a } } fragment a on User { payment { user { ...b } } }
        fragment b on User { payment { user { payment { id } } } }`),
    ).toThrow(/deep/)
  })

  it('count a field as often as the lists around it repeat it', () => {
    expect(check('{ me { tickets(first: 20) { nodes { id payment { id } } } } }')).not.toThrow()
    expect(check('{ me { friends { friends { friends { name } } } } }')).toThrow(/too much/)
    expect(
      check('query($n: Int) { me { tickets(first: $n) { nodes { id payment { id } } } } }', { n: 400 }),
    ).toThrow(/too much/)
  })

  it('refuse many fields at the root', () => {
    const logins = Array.from({ length: 4 }, (_, index) => `a${index}: login`).join(' ')
    expect(check(`mutation { ${logins} }`)).toThrow(/root/)
  })

  it('measure fragments that double at every level without doubling the work', () => {
    const doubled = Array.from(
      { length: 40 },
      (_, level) =>
        `fragment f${level} on User { a: payment { user { ...f${level + 1} } } ...f${level + 1} }`,
    )
    expect(check(`{ me { ...f0 } } ${doubled.join(' ')} fragment f40 on User { name }`)).toThrow(/deep/)
  })

  it('leave introspection to its own rules', () => {
    expect(
      check('{ __schema { types { fields { type { ofType { ofType { ofType { name } } } } } } } }'),
    ).not.toThrow()
  })
})
