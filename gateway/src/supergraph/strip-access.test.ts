import { describe, expect, it } from '@jest/globals'
import { parse, print } from 'graphql'
import { SUPERGRAPH_SDL } from '../testing/two-subgraphs.js'
import { withoutAccessDirectives } from './strip-access.js'

describe('withoutAccessDirectives', () => {
  it('takes out the links, definitions, argument types and uses of the access directives, and nothing else', () => {
    const stripped = withoutAccessDirectives(SUPERGRAPH_SDL)
    expect(stripped).not.toMatch(/authenticated|requiresScopes|policy/i)
    expect(stripped).toContain('secret: String @join__field(graph: SHOP)')
    const expected = SUPERGRAPH_SDL.replace(/^directive @(authenticated|requiresScopes|policy)\b.*\n/gm, '')
      .replace(/^ {2}@link\(url: "[^"]*\/(authenticated|requiresScopes|policy)\/.*\n/gm, '')
      .replace(/^scalar (requiresScopes|policy)__.*\n/gm, '')
      .replace(/ @(authenticated|requiresScopes\(.*\)|policy\(.*\))$/gm, '')
    expect(stripped).toBe(print(parse(expected)))
  })

  it('follows a renamed directive', () => {
    const renamed = SUPERGRAPH_SDL.replaceAll('@policy', '@rule')
      .replaceAll('policy__', 'rule__')
      .replace('policy/v0.1",', 'policy/v0.1", as: "rule",')
    expect(withoutAccessDirectives(renamed)).toBe(withoutAccessDirectives(SUPERGRAPH_SDL))
  })

  it('leaves a security feature that nobody here enforces, for @apollo/gateway to refuse', () => {
    const unknown = SUPERGRAPH_SDL.replace(
      'schema\n',
      'schema\n  @link(url: "https://specs.example/lock/v1.0", for: SECURITY)\n',
    )
    expect(withoutAccessDirectives(unknown)).toContain('specs.example/lock')
  })

  it('changes nothing in a supergraph without rules', () => {
    const once = withoutAccessDirectives(SUPERGRAPH_SDL)
    expect(withoutAccessDirectives(once)).toBe(once)
  })
})
