import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { borrowToken } from '@ticketing/backend-client'
import { account, keepAccounts } from '../testing/accounts.js'
import { as, openRoom, type Room } from '../testing/room.js'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => {
  room.backend.forget()
  keepAccounts(room.backend, [account(1, { role: 'admin' }), account(7)])
})
afterAll(() => room.close())

const staff = (role: 'ADMIN' | 'EMPLOYEE') => {
  const call = as(role, 0)
  return { ...call, caller: call.caller && { ...call.caller, backendToken: borrowToken('1|service', role) } }
}

describe('staff of an outside identity provider', () => {
  it('has no account, and so nobody is signed in with one', async () => {
    expect(await room.ask('{ me { id sessions { id } } }', staff('ADMIN'))).toEqual({ data: { me: null } })
  })

  it('administers others through the service account', async () => {
    const { data, errors } = await room.ask('{ users(first: 1) { nodes { id } totalCount } }', staff('ADMIN'))
    expect(errors).toBeUndefined()
    expect(data.users).toEqual({ nodes: [{ id: '1' }], totalCount: 2 })
    const change = 'mutation { updateUser(id: 7, input: { role: EMPLOYEE }) { ... on User { id role } } }'
    expect((await room.ask(change, staff('ADMIN'))).data.updateUser).toEqual({ id: '7', role: 'EMPLOYEE' })
    expect(new Set(room.backend.received.map(({ headers }) => headers.authorization))).toEqual(
      new Set(['Bearer 1|service']),
    )
  })

  it.each([
    'mutation { changeEmail(email: "new@example.test") { __typename } }',
    'mutation { enableTwoFactor { __typename } }',
    'mutation { updateProfile(input: { firstName: "A", lastName: "B" }) { id } }',
    'mutation { logout }',
    'mutation { endSession(all: true) { id } }',
    '{ cart { id } }',
  ])('never acts as the service account itself: %s', async (document) => {
    const { errors } = await room.ask(document, staff('ADMIN'))
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'NO_ACCOUNT' })
    expect(room.backend.received).toEqual([])
  })

  it('scans no tickets: the backend takes an employee’s own token only', async () => {
    const { errors } = await room.ask(
      'mutation { admitTicket(scanCode: "0d9e3a52-3a3f-4c0c-8d0e-1f2a3b4c5d6e") { __typename } }',
      staff('EMPLOYEE'),
    )
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'NO_ACCOUNT' })
    expect(room.backend.received).toEqual([])
  })
})
