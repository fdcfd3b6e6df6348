// What is refused costs nothing: no subgraph is asked for it, and no call is made to the REST API.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { buildSchema } from 'graphql'
import { until } from './journey/pay.js'
import { type Person, signIn } from './journey/people.js'
import { type Platform, startPlatform } from './journey/platform.js'
import { AUDIENCES, type Audience, expectationOf } from './permissions.expected.js'
import { ownQuestions, type Question } from './permissions-gateway.js'
import { sampleOf } from './permissions-samples.js'
import { fieldsOf, nameOf, ROOTS, toOperation, type Way } from './permissions-ways.js'
import { peopleTheWorld, type World } from './permissions-world.js'

const api = buildSchema(
  readFileSync(fileURLToPath(new URL('../../schema/api.graphql', import.meta.url)), 'utf8'),
)

let platform: Platform
let world: World
beforeAll(async () => {
  // Nothing is called but what is asked for: nobody looks after the accounts meanwhile.
  platform = await startPlatform('in one process', { second: false, env: { ACCOUNT_CHECK_SECONDS: '0' } })
  world = await peopleTheWorld(platform)
})
afterAll(() => platform.close())

/** How often each route of the REST API and each subgraph has been asked so far. */
async function countCalls(): Promise<ReadonlyMap<string, number>> {
  const metrics = await (await fetch(`${platform.url}/metrics`)).text()
  const counted = metrics.matchAll(/^((?:backend_calls_total|gateway_subgraph_fetches_total)\{.*\}) (\d+)$/gm)
  return new Map([...counted].map(([, what = '', count]) => [what, Number(count)]))
}

async function callsOf(who: Person, operation: string): Promise<readonly string[]> {
  const before = await countCalls()
  await who.try(operation)
  const calls = [...(await countCalls())].map(([what, count]) => ({
    what,
    more: count - (before.get(what) ?? 0),
  }))
  return calls.filter(({ more }) => more > 0).map(({ what, more }) => `${what} ${more}`)
}

/** Refused commands are recorded behind the answer, one after the other: all are, once a further one is. */
async function allAreRecorded(): Promise<void> {
  const stranger = await signIn(platform.url, 'other@example.test')
  const refusedOnce = async () => {
    const { headers } = await stranger.try('mutation { releaseParkedWebhook(id: "evt_nothing") { id } }')
    return headers.get('x-request-id')
  }
  const query = 'query ($requestId: String) { auditTrail(filter: { requestId: $requestId }) { totalCount } }'
  let requestId = await refusedOnce()
  let looks = 0
  await until(
    async () => {
      looks += 1
      // Nothing is told of too many at a time.
      if (looks % 50 === 0) requestId = await refusedOnce()
      return world.people.admin.ask<{ auditTrail: { totalCount: number } }>(query, { requestId })
    },
    ({ auditTrail }) => auditTrail.totalCount > 0,
  )
}

const isRefused = (audience: Audience, name: string): boolean => expectationOf(name).cells[audience] === 'no'

/** The same question without what is refused, and with nothing else. */
interface Pair {
  readonly name: string
  readonly without: { readonly way: Way; readonly type: string }
  readonly refused: { readonly way: Way; readonly type: string; readonly fields: readonly string[] }
}

function toPair(audience: Audience, { type, way, closedAt }: Question): readonly Pair[] {
  if (closedAt !== null) {
    const open = way.slice(0, way.indexOf(closedAt))
    const refused = { way, type, fields: fieldsOf(api, type) }
    return [
      { name: `${type} behind ${nameOf(closedAt)}`, without: { way: open, type: closedAt.type }, refused },
    ]
  }
  const fields = fieldsOf(api, type).filter((field) => isRefused(audience, `${type}.${field}`))
  return fields.length === 0 ? [] : [{ name: type, without: { way, type }, refused: { way, type, fields } }]
}

const isCommand = ({ way }: Question): boolean => way[0]?.type === 'Mutation'

describe.each(AUDIENCES)('what is refused to %s', (audience) => {
  const write = ({ way, type, fields = [] }: { way: Way; type: string; fields?: readonly string[] }) =>
    toOperation(api, way, { type, fields }, (field, onto) => sampleOf(field, onto, world.own[audience]))

  it('costs no call as a root field, and as a command but that it is recorded', async () => {
    const calls: Record<string, readonly string[]> = {}
    // Told to the log once the answer is on its way: by then, or in the count of the next one.
    const isTold = (call: string) => call.includes('subgraph="audit"')
    for (const type of ROOTS) {
      for (const field of fieldsOf(api, type).filter((name) => isRefused(audience, `${type}.${name}`))) {
        const operation = write({ way: [], type, fields: [field] })
        const all = await callsOf(world.people[audience], operation)
        calls[`${type}.${field}`] = all.filter((call) => type !== 'Mutation' || !isTold(call))
      }
    }
    expect(calls).toEqual(Object.fromEntries(Object.keys(calls).map((name) => [name, []])))
    await allAreRecorded()
  })

  it('costs no call below what is given', async () => {
    const who = world.people[audience]
    const questions = ownQuestions(api, audience).filter((question) => !isCommand(question))
    const calls: Record<string, readonly string[]> = {}
    const callsWithout: Record<string, readonly string[]> = {}
    for (const { name, without, refused } of questions.flatMap((question) => toPair(audience, question))) {
      // Whatever is read once and kept is read here.
      await who.try(write(without))
      callsWithout[name] = await callsOf(who, write(without))
      calls[name] = await callsOf(who, write(refused))
    }
    expect(calls).toEqual(callsWithout)
  })
})
