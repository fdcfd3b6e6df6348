// What introspection shows to each person is what the table gives that person, and nothing else.
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { getIntrospectionQuery, type IntrospectionQuery } from 'graphql'
import { type Person, person, signIn } from './journey/people.js'
import { type Platform, startPlatform } from './journey/platform.js'
import { AUDIENCES, type Audience, type Cell, EXPECTED } from './permissions.expected.js'

let platform: Platform
beforeAll(async () => {
  platform = await startPlatform('in one process', { second: false })
})
afterAll(() => platform.close())

const clientOf = async (audience: Audience): Promise<Person> =>
  audience === 'guest' ? person(platform.url) : signIn(platform.url, `${audience}@example.test`)

const fieldsShown = ({ __schema: { types } }: IntrospectionQuery): readonly string[] =>
  types.flatMap((type) =>
    type.kind === 'OBJECT' && !type.name.startsWith('__')
      ? type.fields.map(({ name }) => `${type.name}.${name}`)
      : [],
  )

it.each(AUDIENCES)('shows %s each field that the table gives, and no other', async (audience) => {
  const given = EXPECTED.flatMap(([name, { cells }]) => (cells[audience] === 'no' ? [] : [name]))
  const shown = await (await clientOf(audience)).ask<IntrospectionQuery>(getIntrospectionQuery())
  expect([...fieldsShown(shown)].sort()).toEqual(given.sort())
})

const namesOf = (isWanted: (cell: Cell) => boolean, audience: Audience): ReadonlySet<string> =>
  new Set(EXPECTED.filter(([, { cells }]) => isWanted(cells[audience])).flatMap(([name]) => name.split('.')))

it.each(AUDIENCES)('does not suggest to %s what that person may not see', async (audience) => {
  const client = await clientOf(audience)
  const seen = namesOf((cell) => cell !== 'no', audience)
  const hidden = [...namesOf((cell) => cell === 'no', audience)].filter((name) => !seen.has(name))
  const MISSPELT = [
    '{ userz { id } }',
    '{ me { isActiv transactionID } }',
    '{ sale { totalCount } allProduct { totalCount } }',
    '{ ticketByScanCod(code: "x") { token } }',
    'mutation { updateUse admitTicke { __typename } refundPaymen }',
    '{ me { ... on PendingEmailChang { newEmail } } }',
  ]
  for (const query of MISSPELT) {
    const { errors = [] } = await client.try<unknown>(query)
    expect(errors.length).toBeGreaterThan(0)
    const suggested = errors.flatMap(({ message }) =>
      [...message.matchAll(/"(\w+)"/g)].map(([, name]) => name),
    )
    expect(suggested.filter((name) => name !== undefined && hidden.includes(name))).toEqual([])
  }
})

it('tells nobody by name of a type that is not for them', async () => {
  const describe = '{ __type(name: "PendingEmailChange") { name fields { name } } }'
  for (const audience of AUDIENCES) {
    const { __type } = await (await clientOf(audience)).ask<{ __type: unknown }>(describe)
    expect([audience, __type !== null]).toEqual([audience, audience === 'admin'])
  }
})

it('lets nobody ask for what only the gateway asks for', async () => {
  const record = 'mutation { recordRefusedCommands(commands: ["refundPayment"], rules: ["ADMIN"]) }'
  for (const audience of AUDIENCES) {
    const client = await clientOf(audience)
    const { status, errors } = await client.try<unknown>(record)
    expect([audience, status, errors?.[0]?.extensions.code]).toEqual([
      audience,
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ])
    const misspelt = await client.try<unknown>(record.replace('Commands(', 'Command('))
    expect(JSON.stringify(misspelt.errors)).not.toContain('recordRefusedCommands')
  }
})

it('explains what is refused to admins alone', async () => {
  const body = JSON.stringify({
    query: '{ me { id } users { totalCount } ticketByScanCode(code: "x") { token } }',
  })
  for (const audience of AUDIENCES) {
    const { token } = await clientOf(audience)
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
    for (const place of ['/graphql?explain', '/graphql?explain=GUEST']) {
      const answer = await fetch(platform.url + place, { method: 'POST', headers, body })
      const { extensions } = (await answer.json()) as { extensions?: { authorization?: object } }
      expect([audience, extensions?.authorization !== undefined]).toEqual([audience, audience === 'admin'])
    }
  }
})
