import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { account, keepAccounts } from '../testing/accounts.js'
import { as, guest, openRoom, type Room } from '../testing/room.js'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => {
  room.backend.forget()
  keepAccounts(room.backend, [account(9)])
  const user = (firstname: string) => ({
    body: { user: { firstname, lastname: 'L', email: 'e@example.test', twofa_enabled: true } },
  })
  room.backend.on('GET /api/users/me', () => user('Me'))
  room.backend.on('GET /api/users/9', () => user('Nine'))
})
afterAll(() => room.close())

const pathsRead = () => room.backend.received.map(({ path }) => path)

describe('me', () => {
  it('is null for a guest, without an error', async () => {
    const answer = await room.ask('{ me { id firstName email role } }')
    expect(answer).toEqual({ data: { me: null } })
  })

  it('knows the id and the role without asking the backend', async () => {
    const { data } = await room.ask('{ me { id role } }', as('ADMIN', 3))
    expect(data.me).toEqual({ id: '3', role: 'ADMIN' })
    expect(pathsRead()).toEqual([])
  })

  it('reads the names once', async () => {
    const { data } = await room.ask('{ me { firstName lastName email } again: me { firstName } }', as('USER'))
    expect(data.me).toEqual({ firstName: 'Me', lastName: 'L', email: 'e@example.test' })
    expect(pathsRead()).toEqual(['/api/users/me'])
  })
})

describe('what is known of oneself', () => {
  const OWN = '{ me { email twoFactorEnabled isActive } }'

  it('is more than the names, and less than what admins see', async () => {
    const { data, errors } = await room.ask(OWN, as('USER'))
    expect(data.me).toEqual({ email: 'e@example.test', twoFactorEnabled: true, isActive: null })
    expect(errors?.map(({ extensions }) => extensions.rule)).toEqual(['ADMIN'])
    expect(pathsRead()).toEqual(['/api/users/me'])
  })
})

describe('a user named by another subgraph', () => {
  const entities = `query ($of: [_Any!]!) {
    _entities(representations: $of) { ... on User { id firstName role } } }`
  const of = ['7', '9', '404', 'x'].map((id) => ({ __typename: 'User', id }))
  const myself = (role: string) => ({ id: '7', firstName: 'Me', role })

  it.each([
    ['ADMIN', 'USER'],
    ['EMPLOYEE', null],
  ] as const)('is seen by staff (%s), the role by admins only', async (role, seen) => {
    room.backend.on('GET /api/users/9', () => ({
      body: { user: { firstname: 'Nine', lastname: 'L', email: 'person-9@example.test' } },
    }))
    const { data, errors } = await room.ask(entities, as(role), { of })
    expect(errors).toBeUndefined()
    expect(data._entities).toEqual([myself(role), { id: '9', firstName: 'Nine', role: seen }, null, null])
  })

  it('is nobody but himself to a user', async () => {
    const { data } = await room.ask(entities, as('USER'), { of })
    expect(data._entities).toEqual([myself('USER'), null, null, null])
    expect(pathsRead()).toEqual(['/api/users/me'])
  })

  it('is nobody to a guest', async () => {
    expect((await room.ask(entities, guest, { of })).data._entities).toEqual([null, null, null, null])
    expect(pathsRead()).toEqual([])
  })
})
