// Every cell of the table of permissions, asked of a running platform: through the gateway, and of each subgraph alone.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { buildSchema } from 'graphql'
import { signIn } from './journey/people.js'
import { type Platform, startPlatform } from './journey/platform.js'
import { AUDIENCES, type Audience, EXPECTED } from './permissions.expected.js'
import { type Caller, callAs, callerFor, schemaOf } from './permissions-direct.js'
import { askEntities, entitiesOf } from './permissions-entities.js'
import { askOwn, askStrangers, type Measured } from './permissions-gateway.js'
import { askRoots } from './permissions-roots.js'
import { askTheWall } from './permissions-wall.js'
import { fieldsOf, typesOf } from './permissions-ways.js'
import { peopleTheWorld, type World } from './permissions-world.js'

const SUBGRAPHS = ['ticketing', 'payments', 'currency', 'audit']
const WHOSE = ['own', 'strangers'] as const
const api = buildSchema(
  readFileSync(fileURLToPath(new URL('../../schema/api.graphql', import.meta.url)), 'utf8'),
)

let platform: Platform
let world: World
let callers: Readonly<Record<string, Caller>>
/** Which fields were asked through the gateway, by audience. */
const asked = new Map<Audience, Set<string>>(AUDIENCES.map((audience) => [audience, new Set()]))

beforeAll(async () => {
  platform = await startPlatform('in one process', { second: false })
  world = await peopleTheWorld(platform)
  const found = AUDIENCES.map(async (audience) => [audience, await callerFor(platform, audience)] as const)
  callers = Object.fromEntries(await Promise.all(found))
})
afterAll(() => platform.close())

function subgraphNamed(name: string) {
  const subgraph = platform.subgraphs.get(name)
  if (subgraph === undefined) throw new Error(`there is no subgraph ${name}`)
  return { subgraph, schema: schemaOf(subgraph) }
}

function compare({ measured, expected }: Measured): readonly string[] {
  expect(measured).toEqual(expected)
  return Object.keys(measured)
}

describe.each(AUDIENCES)('%s, through the gateway', (audience) => {
  const note = (names: readonly string[]) => {
    for (const name of names) asked.get(audience)?.add(name)
  }

  it('gets from each type what the table says, of what is his own', async () => {
    note(compare(await askOwn(api, world, audience)))
  })

  it("gets nothing of a stranger's that the table does not give", async () => {
    const names = compare(await askStrangers(api, world, audience))
    expect(names.length).toBeGreaterThan(70)
  })

  it('is let through at the root fields of the table, and at no other', async () => {
    const email = `${audience}@example.test`
    // Signing out is asked, too: with a session that nobody else needs.
    const who = audience === 'guest' ? world.people.guest : await signIn(platform.url, email)
    note(compare(await askRoots(api, audience, world.own[audience], (text) => who.try(text))))
  })
})

describe.each(SUBGRAPHS)('the subgraph %s, asked alone', (name) => {
  it.each(AUDIENCES)('shows %s of each record that can be named what the table says', async (audience) => {
    const { subgraph, schema } = subgraphNamed(name)
    expect(entitiesOf(schema).length).toBeGreaterThan(0)
    for (const whose of WHOSE) {
      const records = whose === 'own' ? world.own[audience] : world.strangers
      const call = callAs(callers[audience] ?? null, world.own.guest.cartId)
      compare(await askEntities(subgraph, schema, { audience, whose, records, call }))
    }
  })

  it.each(AUDIENCES)('has a rule before each of its fields, and it holds for %s', async (audience) => {
    const caller = callers[audience] ?? null
    for (const isOwn of [true, false]) {
      compare(await askTheWall(subgraphNamed(name).schema, { audience, caller, isOwn }))
    }
  })

  it.each(AUDIENCES)('lets %s through at the root fields of the table, and at no other', async (audience) => {
    const { subgraph, schema } = subgraphNamed(name)
    // Signing out is asked, too: with a token that nobody else needs.
    const call = callAs(await callerFor(platform, audience), world.own.guest.cartId)
    const send = (document: string) => subgraph.execute({ document, call })
    compare(await askRoots(schema, audience, world.own[audience], send))
  })
})

it.each(AUDIENCES)('leaves no cell of the table unmeasured for %s', (audience) => {
  expect([...(asked.get(audience) ?? [])].sort()).toEqual(EXPECTED.map(([name]) => name).sort())
  expect(typesOf(api).every((type) => fieldsOf(api, type).length > 0)).toBe(true)
})
