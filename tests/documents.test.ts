import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from '@jest/globals'
import { buildSchema, parse, validate } from 'graphql'

const root = fileURLToPath(new URL('../../', import.meta.url))
const schema = buildSchema(readFileSync(`${root}schema/api.graphql`, 'utf8'))

const pages = [
  'README.md',
  ...readdirSync(`${root}docs`, { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name}`),
]
const operations = pages
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) =>
    [...readFileSync(root + name, 'utf8').matchAll(/```graphql\n([\s\S]*?)```/g)].map(
      (match) => [name, match[1] ?? ''] as const,
    ),
  )

it('finds the operations that the pages show', () => {
  expect(operations.length).toBeGreaterThan(5)
})

it.each(operations)('shows in %s an operation that the schema has: %#', (_page, text) => {
  expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([])
})
