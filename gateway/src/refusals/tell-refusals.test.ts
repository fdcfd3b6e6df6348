import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from '@jest/globals'
import { createMetrics } from '@ticketing/service-kit'
import type { SubgraphRequest } from '../execution/subgraph-transport.js'
import { subgraphUrls } from '../supergraph/subgraph-names.js'
import { createTestGateway } from '../testing/test-gateway.js'
import { ask, peopleByToken } from '../testing/till-gateway.js'

const PLATFORM_SDL = readFileSync(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8')
const PRODUCT = 'updateProductPricing(id: 1, input: {}) { id }'
const TICKET = 'setTicketStatus(id: 1, status: USED) { id }'
const ADMIT = 'admitTicket(token: "x") { __typename }'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one()
})

/** What the audit subgraph is told, one after the other, and what it answers. */
async function start(
  answer: () => Promise<object> = async () => ({ data: { recordRefusedCommands: true } }),
) {
  const told: SubgraphRequest[] = []
  let tell = (): void => {}
  const subgraphs = new Map(
    [...subgraphUrls(PLATFORM_SDL).keys()].map((name) => [
      name,
      {
        async execute(request: SubgraphRequest) {
          if (name !== 'audit') return { data: {} }
          told.push(request)
          tell()
          return answer()
        },
      },
    ]),
  )
  const clock = { time: Date.now() }
  const metrics = createMetrics()
  const deps = { subgraphs, supergraphSdl: PLATFORM_SDL, sessions: peopleByToken, metrics }
  const { gateway } = await createTestGateway({}, { ...deps, now: () => clock.time })
  undo.push(() => gateway.close())
  const dropped = async () => {
    const { values } = await metrics.counter('gateway_unrecorded_refusals_total', '').get()
    return Object.fromEntries(values.map(({ labels, value }) => [labels.why, value]))
  }
  const untilTold = async (count: number) => {
    while (told.length < count) {
      await new Promise<void>((resolve) => {
        tell = resolve
      })
    }
    return told.map(({ variables }) => variables)
  }
  return { gateway, told, clock, dropped, untilTold }
}

describe('the audit subgraph', () => {
  it('is told which privileged commands were refused, to whom and by which rule', async () => {
    const { gateway, told, untilTold } = await start()
    const query = `mutation { a: ${PRODUCT} b: ${TICKET} ${ADMIT} }`
    const { body } = await ask(gateway, query, { token: 'USER-7-a' })
    expect(body.errors).toHaveLength(3)
    expect(await untilTold(1)).toEqual([
      {
        commands: ['updateProductPricing', 'setTicketStatus', 'admitTicket'],
        rules: ['ADMIN', 'EMPLOYEE'],
      },
    ])
    expect(told[0]?.call.caller).toMatchObject({ userId: 7, role: 'USER' })
    expect(told[0]?.document).toMatch(/^mutation\(\$commands/)
  })

  it('is not told of commands that the caller may give, nor of those that want a sign-in only, nor of reading', async () => {
    const { gateway, untilTold } = await start()
    await ask(gateway, `mutation { ${ADMIT} }`, { token: 'EMPLOYEE-7-a' })
    await ask(gateway, 'mutation { startPayment(input: { method: STRIPE }) { __typename } }')
    await ask(gateway, '{ users { totalCount } }', { token: 'USER-7-a' })
    await ask(gateway, `mutation ($no: Boolean = false) { ${PRODUCT.replace(' {', ' @include(if: $no) {')} }`)
    await ask(gateway, `mutation { ${TICKET} }`)
    expect(await untilTold(1)).toEqual([{ commands: ['setTicketStatus'], rules: ['ADMIN'] }])
  })

  it('is told of the same command of the same caller once a second', async () => {
    const { gateway, clock, dropped, untilTold } = await start()
    const send = (token: string, command: string) => ask(gateway, `mutation { ${command} }`, { token })
    await send('USER-7-a', TICKET)
    await send('USER-7-b', TICKET)
    await send('USER-7-a', PRODUCT)
    await send('USER-8-a', TICKET)
    clock.time += 1_000
    await send('USER-7-a', TICKET)
    expect(await untilTold(4)).toHaveLength(4)
    expect(await dropped()).toEqual({ rate: 1 })
  })

  it('is told of at most twenty refusals a second', async () => {
    const { gateway, dropped, untilTold } = await start()
    for (let user = 1; user <= 22; user += 1) {
      await ask(gateway, `mutation { ${TICKET} }`, { token: `USER-${user}-a` })
    }
    expect(await untilTold(20)).toHaveLength(20)
    expect(await dropped()).toEqual({ rate: 2 })
  })

  it('is told of users while guests, or one user, are refused all they can think of', async () => {
    const { gateway, dropped, untilTold } = await start()
    const commands = [PRODUCT, TICKET, ADMIT, 'releaseParkedWebhook(id: 1) { id }']
    for (const command of commands) await ask(gateway, `mutation { ${command} }`)
    for (const command of commands) await ask(gateway, `mutation { ${command} }`, { token: 'USER-7-a' })
    await ask(gateway, `mutation { ${TICKET} }`, { token: 'USER-8-a' })
    expect(await untilTold(7)).toHaveLength(7)
    expect(await dropped()).toEqual({ rate: 2 })
  })

  it('keeps nobody waiting when it does not answer; a hundred refusals wait, and more are counted', async () => {
    const { gateway, clock, dropped, told } = await start(() => new Promise(() => {}))
    for (let user = 1; user <= 104; user += 1) {
      clock.time += 100
      const { body } = await ask(gateway, `mutation { ${TICKET} }`, { token: `USER-${user}-a` })
      expect(body.errors[0].extensions.code).toBe('FORBIDDEN')
    }
    expect(told).toHaveLength(1)
    expect(await dropped()).toEqual({ queue: 3 })
  })

  it('fails nothing when it fails', async () => {
    const { gateway, dropped, untilTold } = await start(async () => ({ errors: [{ message: 'down' }] }))
    const { status } = await ask(gateway, `mutation { ${TICKET} }`, { token: 'USER-7-a' })
    expect(status).toBe(200)
    await untilTold(1)
    await undo.pop()?.()
    expect(await dropped()).toEqual({ failed: 1 })
  })
})
