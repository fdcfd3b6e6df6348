import { describe, expect, it } from '@jest/globals'
import { SUPERGRAPH_SDL } from '../testing/two-subgraphs.js'
import { AUDIENCES, type Audience, isRefused } from './audience.js'
import { readAccessRules } from './read-access.js'

const HEAD = `
  schema @link(url: "https://specs.apollo.dev/link/v1.0")
    @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)
    @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", as: "onlyFor", for: SECURITY)
    @link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY)
  { query: Query }
`
const ruleOf = (sdl: string, type: string, field: string) =>
  readAccessRules(HEAD + sdl)
    .get(type)
    ?.get(field)

/** Who may ask for `Query.a`. */
function allowed(sdl: string): Audience[] {
  const access = ruleOf(sdl, 'Query', 'a')
  return AUDIENCES.filter((audience) => access === undefined || !isRefused(audience, access))
}
const field = (directives: string) => allowed(`type Query { a: Int ${directives} }`)

const EVERYBODY = ['GUEST', 'USER', 'EMPLOYEE', 'ADMIN']
const SIGNED_IN = ['USER', 'EMPLOYEE', 'ADMIN']

describe('readAccessRules', () => {
  it('reads what each field demands, and in which words that is said', () => {
    const rules = readAccessRules(SUPERGRAPH_SDL)
    const words = [...rules].flatMap(([type, fields]) =>
      [...fields].map(([name, { rule, requires }]) => [`${type}.${name}`, rule, requires]),
    )
    expect(words).toEqual([
      ['Product.rating', 'signed in', ['authenticated']],
      ['Query.secret', 'signed in', ['authenticated']],
      ['Query.orders', 'ADMIN', ['role:ADMIN']],
      ['Query.mine', 'owner or ADMIN', ['owner', 'role:ADMIN']],
    ])
  })

  it.each([
    ['', EVERYBODY],
    ['@authenticated', SIGNED_IN],
    ['@onlyFor(scopes: [["role:ADMIN"], ["role:EMPLOYEE"]])', ['EMPLOYEE', 'ADMIN']],
    ['@onlyFor(scopes: [["role:ADMIN", "role:EMPLOYEE"]])', []],
    ['@onlyFor(scopes: "role:USER")', ['USER']],
    ['@onlyFor(scopes: [["read:all"]])', []],
    ['@onlyFor(scopes: [["owner"]])', []],
    ['@onlyFor(scopes: [])', []],
    ['@onlyFor(scopes: [[]])', []],
    ['@policy(policies: [["owner"]])', SIGNED_IN],
    ['@policy(policies: [["owner", "role:ADMIN"]])', ['ADMIN']],
    ['@policy(policies: [["paid"]])', []],
    ['@policy(policies: [["paid"], ["role:USER"]])', ['USER']],
    ['@authenticated @policy(policies: [["role:ADMIN"]])', ['ADMIN']],
    ['@onlyFor(scopes: [["role:USER"]]) @policy(policies: [["role:ADMIN"]])', []],
    ['@requiresScopes(scopes: [["role:ADMIN"]])', EVERYBODY],
    ['@join__directive(graphs: [A], name: "onlyFor", args: { scopes: [["role:ADMIN"]] })', ['ADMIN']],
    ['@join__directive(graphs: [A], name: "onlyFor")', []],
    ['@join__directive(graphs: [A], name: "other", args: { scopes: [["role:ADMIN"]] })', EVERYBODY],
  ])('lets %s be asked for by %j', (directives, expected) => {
    expect(field(directives)).toEqual(expected)
  })

  it('applies what is demanded of a type to its fields, and to those that give it', () => {
    expect(allowed('type Query @authenticated { a: Int }')).toEqual(SIGNED_IN)
    expect(allowed('type Query { a: [Thing!] } type Thing @authenticated { b: Int }')).toEqual(SIGNED_IN)
    expect(allowed('type Query { a: Secret } scalar Secret @authenticated')).toEqual(SIGNED_IN)
    expect(allowed('type Query { a: Secret } enum Secret @onlyFor(scopes: [["role:ADMIN"]]) { B }')).toEqual([
      'ADMIN',
    ])
    const both = 'type Query @authenticated { a: Int @onlyFor(scopes: [["role:ADMIN"]]) }'
    expect(ruleOf(both, 'Query', 'a')?.rule).toBe('ADMIN and signed in')
  })

  it('takes what an interface demands for its types only where none of them says anything', () => {
    const types = (ofInterface: string, ofA: string) =>
      `type Query { x: I } interface I { f: Int ${ofInterface} } type A implements I { f: Int ${ofA} } type B implements I { f: Int }`
    const rule = (sdl: string) => ['A', 'B'].map((type) => ruleOf(sdl, type, 'f')?.rule)
    expect(rule(types('@authenticated', ''))).toEqual(['signed in', 'signed in'])
    expect(rule(types('@authenticated', '@authenticated'))).toEqual(['signed in', undefined])
    expect(rule(types('', '@authenticated'))).toEqual(['signed in', undefined])
  })
})
