// What somebody tries who reaches a subgraph's port, and is not the gateway.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CALL_HEADER, createCallSeal } from '@ticketing/session'
import { signedInCall } from '@ticketing/session/testing'
import { createSubgraph } from '../subgraph.js'
import { libraryDefinition } from '../testing/library.js'
import { startSubgraphServer } from './server.js'

const SECRET = 'shared by the gateway and its subgraphs'
const MINUTE = 60_000
const SERVICE = JSON.stringify({ query: '{ _service { sdl } }' })
const ENTITIES = JSON.stringify({
  query: 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }',
  variables: { of: [{ __typename: 'Writer', id: 1 }] },
})
const PUBLIC = JSON.stringify({ query: '{ first { name diary } books(ids: [1]) { name } }' })
const QUESTIONS = [SERVICE, ENTITIES, PUBLIC]

const admin = signedInCall({ role: 'ADMIN' })

const done: string[] = []
let server: Awaited<ReturnType<typeof startSubgraphServer>>
beforeAll(async () => {
  const log = { error: () => undefined, warn: () => undefined }
  const subgraph = createSubgraph(libraryDefinition, { log, contextOf: (base) => ({ ...base, done }) })
  const seal = createCallSeal({ secret: SECRET, now: Date.now })
  server = await startSubgraphServer(subgraph, { port: 0, host: '127.0.0.1', seal, now: Date.now })
})
afterAll(() => server.close())

const send = (body: string, headers: Record<string, string> | [string, string][]) =>
  fetch(`${server.url}/graphql`, { method: 'POST', body, headers })

/** A seal that differs from a good one in what is said. */
const sealed = (
  body: string,
  { secret = SECRET, audience = 'library', now = Date.now } = {},
): Promise<string> => createCallSeal({ secret, now }).seal(admin, { audience, body })

const part = (claims: object): string => Buffer.from(JSON.stringify(claims)).toString('base64url')
const unsecured = (body: string): string =>
  `${part({ alg: 'none' })}.${part({ aud: 'library', exp: 9e9, jti: 'x', body, call: admin })}.`

async function replayed(body: string): Promise<string> {
  const good = await sealed(body)
  expect((await send(body, { [CALL_HEADER]: good })).status).toBe(200)
  done.length = 0
  return good
}

const ATTACKS: Readonly<Record<string, (body: string) => Promise<string>>> = {
  'no text': async () => '',
  'a made-up text': async () => 'admin',
  'the caller as JSON': async () => JSON.stringify({ caller: admin.caller }),
  'a token that nobody signed': async (body) => unsecured(body),
  'a seal made with another secret': (body) => sealed(body, { secret: 'the wrong one' }),
  'a seal for another subgraph': (body) => sealed(body, { audience: 'payments' }),
  'a seal of a minute ago': (body) => sealed(body, { now: () => Date.now() - MINUTE }),
  'a seal for another body': (body) => sealed(`${body} `),
  'a seal with a letter changed': async (body) =>
    (await sealed(body)).replace(/.(?=.{40}$)/, (letter) => (letter === 'A' ? 'B' : 'A')),
  'a seal that was used before': replayed,
}

describe.each(QUESTIONS)('a subgraph asked by somebody else for %s', (body) => {
  const expectRefusal = async (response: Response) => {
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({
      errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }],
    })
    expect(done).toEqual([])
  }

  it('answers the gateway', async () => {
    const { data } = (await (await send(body, { [CALL_HEADER]: await sealed(body) })).json()) as {
      data: object
    }
    expect(Object.values(data)).not.toContain(null)
    done.length = 0
  })

  it('says 401 to no seal', async () => {
    await expectRefusal(await send(body, {}))
    await expectRefusal(await send(body, { authorization: 'Bearer x', 'x-user-id': '1', 'x-role': 'ADMIN' }))
  })

  it.each(Object.keys(ATTACKS))('says 401 to %s', async (attack) => {
    const seal = (await ATTACKS[attack]?.(body)) ?? ''
    await expectRefusal(await send(body, { [CALL_HEADER]: seal }))
  })

  it('says 401 to a good seal beside another one', async () => {
    await expectRefusal(
      await send(body, [
        [CALL_HEADER, await sealed(body)],
        [CALL_HEADER, 'admin'],
      ]),
    )
  })

  it('lets nobody in by another method or place', async () => {
    const seal = await sealed(body)
    const place = `${server.url}/graphql?query=${encodeURIComponent('{ _service { sdl } }')}`
    expect((await fetch(place, { headers: { [CALL_HEADER]: seal } })).status).toBe(404)
    expect((await fetch(`${server.url}/`, { method: 'POST', body })).status).toBe(404)
  })
})
