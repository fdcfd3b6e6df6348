import { describe, expect, it } from '@jest/globals'
import { buildSchema, parse } from 'graphql'
import { prepareOperation } from './prepared-operation.js'

const schema = buildSchema('input Filter { name: String } type Query { found(by: Filter, ids: [Int]): Int }')

async function refusalOf(variables: Record<string, unknown>) {
  const document = parse('query ($by: Filter, $ids: [Int]) { found(by: $by, ids: $ids) }')
  const plan = { kind: 'QueryPlan' } as const
  const prepared = prepareOperation({ document, operationName: null, plan, schema, supergraph: schema })
  if ('unknown' in prepared) throw new Error('an empty plan is known')
  return prepared.run(variables, async () => ({ data: null }))
}

describe('variables that are refused', () => {
  it.each([
    [
      'an object of ten thousand unknown fields',
      { by: Object.fromEntries([...Array(10_000).keys()].map((at) => [`f${at}`, 1])) },
    ],
    ['a list of a hundred thousand texts', { ids: Array(100_000).fill('x') }],
  ])('are told of a few times and no more: %s', async (_what, variables) => {
    const { data, errors } = await refusalOf(variables)
    expect(data).toBeUndefined()
    expect(errors).toHaveLength(4)
    expect(errors?.[3]?.message).toMatch(/^Too many errors/)
  })
})
