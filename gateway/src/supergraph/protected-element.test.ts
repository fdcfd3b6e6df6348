import { describe, expect, it } from '@jest/globals'
import { SUPERGRAPH_SDL } from '../testing/two-subgraphs.js'
import { firstProtectedElement } from './protected-element.js'
import { withoutAccessDirectives } from './strip-access.js'

const PUBLIC_SDL = withoutAccessDirectives(SUPERGRAPH_SDL)
const LINKED = PUBLIC_SDL.replace(
  'schema ',
  'schema @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", as: "onlyFor", for: SECURITY) ',
)

describe('firstProtectedElement', () => {
  it('finds nothing where everything is public', () => {
    expect(firstProtectedElement(PUBLIC_SDL)).toBeNull()
    expect(firstProtectedElement(LINKED)).toBeNull()
  })

  it('names a field', () => {
    expect(firstProtectedElement(SUPERGRAPH_SDL)).toBe('Product.rating')
  })

  it.each([
    ['a type', 'type Product ', 'type Product @onlyFor(scopes: [["a"]]) ', 'Product'],
    ['a field', 'secret: String ', 'secret: String @onlyFor(scopes: [["a"]]) ', 'Query.secret'],
    [
      'what composition notes',
      'secret: String ',
      'secret: String @join__directive(graphs: [SHOP], name: "onlyFor") ',
      'Query.secret',
    ],
  ])('follows a renamed directive on %s', (_what, before, after, element) => {
    expect(LINKED).toContain(before)
    expect(firstProtectedElement(LINKED.replace(before, after))).toBe(element)
  })
})
