import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { createRoutes } from './routes.js'
import type { Services } from './services.js'
import { type Bench, setUpBench } from './testing/bench.js'

interface Document {
  readonly paths: Record<string, Record<string, { responses: Record<string, unknown>; security: unknown[] }>>
}
const document: Document = parse(readFileSync(new URL('../openapi.yaml', import.meta.url), 'utf8'))
const described = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    operation,
  })),
)
// The routes are a plain list: making it calls nothing of the services.
const routes = createRoutes({ now: () => new Date() } as Services)

let bench: Bench
beforeAll(async () => {
  bench = await setUpBench()
})
afterAll(() => bench.close())

describe('openapi.yaml', () => {
  it('describes exactly the operations that are registered, 49 of them', () => {
    const registered = routes.map((route) => `${route.method} ${route.path}`)
    expect(described.map(({ name }) => name).sort()).toEqual([...registered].sort())
    expect(registered).toHaveLength(49)
  })

  it('says of each operation whether it wants a token', () => {
    const accessOf = (security: unknown[]) => ['public', 'signed-in', 'anyone'][security.length]
    const said = described.map(({ name, operation }) => `${name} ${accessOf(operation.security)}`)
    const real = routes.map((route) => `${route.method} ${route.path} ${route.access}`)
    expect(said.sort()).toEqual(real.sort())
  })

  it('describes operations that the running server has', async () => {
    for (const { name, operation } of described) {
      const [method = '', path = ''] = name.split(' ')
      const reply = await bench.call(method, path.replace(/\{[^}]+\}/g, '0'))
      expect([name, reply.status === 405, String(reply.status) in operation.responses]).toEqual([
        name,
        false,
        true,
      ])
    }
  })
})
