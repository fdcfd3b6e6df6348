import { describe, expect, it } from '@jest/globals'
import { parse, print } from 'graphql'
import { resolveConditions } from './resolve-conditions.js'

const resolved = (text: string, values: Record<string, boolean> = {}) => {
  const document = resolveConditions(parse(text), values)
  return document && print(document).replace(/\s+/g, ' ')
}

describe('an operation whose conditions are known', () => {
  const BOTH =
    'query ($a: Boolean!, $b: Boolean!) { me { id @include(if: $a) @skip(if: $b) name @skip(if: $a) } }'
  it.each([
    [true, false, '{ me { id } }'],
    [true, true, '{ me { __typename } }'],
    [false, true, '{ me { name } }'],
  ])('holds what is asked where $a is %s and $b is %s, and no condition', (a, b, expected) => {
    expect(resolved(BOTH, { a, b })).toBe(`query ($a: Boolean!, $b: Boolean!) ${expected}`)
  })

  it('drops fragments, spread or inline, and keeps other directives', () => {
    const text =
      '{ me { ...F @include(if: false) ... on User @skip(if: false) { id @tag } } } fragment F on User { name }'
    expect(resolved(text)).toBe('{ me { ... on User { id @tag } } } fragment F on User { name }')
  })

  it('keeps a fragment of which nothing is left', () => {
    expect(resolved('{ ...F } fragment F on Query { me @skip(if: true) { id } }')).toBe(
      '{ ...F } fragment F on Query { __typename }',
    )
  })

  it('is nothing where its root is empty', () => {
    expect(resolved('mutation { logout @skip(if: true) }')).toBeNull()
  })
})
