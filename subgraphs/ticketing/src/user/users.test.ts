import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { account, keepAccounts } from '../testing/accounts.js'
import { historyOf } from '../testing/history.js'
import { as, guest, openRoom, type Room } from '../testing/room.js'
import { refusal } from '../testing/scripted-backend.js'

let room: Room
let kept: ReturnType<typeof account>[]
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => {
  room.backend.forget()
  kept = [account(1, { role: 'admin' }), account(2, { role: 'employee' }), account(9), account(10)]
  keepAccounts(room.backend, kept)
})
afterAll(() => room.close())

const admin = as('ADMIN', 1)
const requests = () => room.backend.received.map(({ method, path }) => `${method} ${path}`)

describe('users', () => {
  const USERS = `query ($filter: UserFilter, $first: Int, $after: String) {
    users(filter: $filter, first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { id firstName lastName email role isActive twoFactorEnabled createdAt emailVerifiedAt } } }`

  it('lists all that admins see, with one call', async () => {
    const { data, errors } = await room.ask(USERS, admin, { filter: { role: 'EMPLOYEE' } })
    expect(errors).toBeUndefined()
    expect(data.users).toMatchObject({
      totalCount: 1,
      nodes: [
        {
          id: '2',
          firstName: 'First2',
          lastName: 'Last2',
          email: 'person-2@example.test',
          role: 'EMPLOYEE',
          isActive: true,
          twoFactorEnabled: false,
          createdAt: '2024-07-26T08:00:00.000Z',
          emailVerifiedAt: null,
        },
      ],
    })
    expect(room.backend.received.map(({ query }) => query)).toEqual([
      { role: 'employee', page: '1', per_page: '15' },
    ])
  })

  it('passes every filter on under its name', async () => {
    const filter = { firstName: 'First', lastName: 'Last', email: 'person-9@example.test', role: 'USER' }
    expect((await room.ask(USERS, admin, { filter })).data.users.nodes).toHaveLength(1)
    expect(room.backend.received[0]?.query).toMatchObject({
      firstname: 'First',
      lastname: 'Last',
      email: 'person-9@example.test',
      role: 'user',
    })
  })

  it('pages by cursors', async () => {
    const { data } = await room.ask(USERS, admin, { first: 3 })
    expect(data.users).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } })
    const next = await room.ask(USERS, admin, { first: 3, after: data.users.pageInfo.endCursor })
    expect(next.data.users.nodes.map(({ id }: { id: string }) => id)).toEqual(['10'])
  })

  it.each([-1, 0, 101])('never asks the backend for %d a page', async (first) => {
    expect((await room.ask(USERS, admin, { first })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(requests()).toEqual([])
  })

  it.each([
    [as('EMPLOYEE'), 'FORBIDDEN'],
    [as('USER'), 'FORBIDDEN'],
    [guest, 'UNAUTHENTICATED'],
  ])('is for admins only', async (call, code) => {
    expect((await room.ask(USERS, call)).errors?.[0]?.extensions).toMatchObject({ code, rule: 'ADMIN' })
    expect(requests()).toEqual([])
  })
})

describe('user', () => {
  const NAMES = 'query ($id: ID!) { user(id: $id) { id firstName email role } }'

  it('shows an employee the names only', async () => {
    const { data, errors } = await room.ask(NAMES, as('EMPLOYEE', 2), { id: '9' })
    expect(errors).toBeUndefined()
    expect(data.user).toEqual({ id: '9', firstName: 'First9', email: 'person-9@example.test', role: null })
    expect(requests()).toEqual(['GET /api/users/9'])
  })

  it('shows an admin everything, the list being read once for all of it', async () => {
    room.backend.on('GET /api/users/email/*', () => ({
      body: { data: { old_email: 'a', new_email: 'b', updated_at: '2024-07-26T09:00:00.000000Z' } },
    }))
    const { data, errors } = await room.ask(
      `{ user(id: "9") { role isActive twoFactorEnabled createdAt
         pendingEmailChange { oldEmail newEmail requestedAt } } }`,
      admin,
    )
    expect(errors).toBeUndefined()
    expect(data.user).toEqual({
      role: 'USER',
      isActive: true,
      twoFactorEnabled: false,
      createdAt: '2024-07-26T08:00:00.000Z',
      pendingEmailChange: { oldEmail: 'a', newEmail: 'b', requestedAt: '2024-07-26T09:00:00.000Z' },
    })
    expect(requests().sort()).toEqual(['GET /api/users', 'GET /api/users/9', 'GET /api/users/email/9'])
  })

  it.each(['404', '1abc', '-1', ''])('is null for the id %j', async (id) => {
    expect(await room.ask(NAMES, admin, { id })).toEqual({ data: { user: null } })
  })

  it('refuses to employees what admins see', async () => {
    const { data, errors } = await room.ask(
      '{ user(id: "9") { id isActive createdAt emailVerifiedAt twoFactorEnabled pendingEmailChange { newEmail } } }',
      as('EMPLOYEE', 2),
    )
    expect(data.user).toMatchObject({ id: '9', isActive: null, pendingEmailChange: null })
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(Array(5).fill('FORBIDDEN'))
  })

  it.each([
    [as('USER', 9), 'FORBIDDEN'],
    [guest, 'UNAUTHENTICATED'],
  ])('is for staff only', async (call, code) => {
    expect((await room.ask(NAMES, call, { id: '9' })).errors?.[0]?.extensions.code).toBe(code)
  })
})

describe('updateUser', () => {
  const UPDATE = `mutation ($id: ID!, $input: UpdateUserInput!) { updateUser(id: $id, input: $input) { __typename
    ... on User { id firstName email role isActive twoFactorEnabled } ... on EmailTaken { address } } }`
  const update = (input: object, id = '9', call = admin) => room.ask(UPDATE, call, { id, input })
  const open = (userId = 9) =>
    room.sessions.start({
      userId,
      role: 'USER',
      email: 'a@example.test',
      backendToken: '9|x',
      expiresAt: new Date(room.now + 60_000),
    })

  it('sends what changes, and nothing that is null', async () => {
    kept[2] = Object.assign(kept[2] ?? account(9), { twofa_enabled: true })
    const { data, errors } = await update({
      firstName: 'Neu',
      lastName: null,
      isActive: true,
      disableTwoFactor: true,
      markEmailVerified: true,
    })
    expect(errors).toBeUndefined()
    expect(data.updateUser).toEqual({
      __typename: 'User',
      id: '9',
      firstName: 'Neu',
      email: 'person-9@example.test',
      role: 'USER',
      isActive: true,
      twoFactorEnabled: false,
    })
    expect(room.backend.received[0]?.body).toEqual({
      firstname: 'Neu',
      is_active: true,
      twofa_enabled: false,
      verify_email: true,
    })
  })

  it('gives a new role to the sessions that are open', async () => {
    const { token } = await open()
    expect((await update({ role: 'EMPLOYEE' })).data.updateUser.role).toBe('EMPLOYEE')
    expect(await room.sessions.callerOf(token)).toMatchObject({ role: 'EMPLOYEE' })
  })

  it.each([{ isActive: false }, { isActive: false, role: 'ADMIN' }, { email: 'moved@example.test' }])(
    'ends the sessions of the person at %j',
    async (input) => {
      const { token } = await open()
      expect((await update(input)).errors).toBeUndefined()
      await expect(room.sessions.callerOf(token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
    },
  )

  it('leaves the sessions alone when the address that is sent is the present one', async () => {
    const { token } = await open()
    expect((await update({ email: 'Person-9@example.test', lastName: 'Same' })).errors).toBeUndefined()
    expect(await room.sessions.callerOf(token)).toMatchObject({ userId: 9 })
  })

  it('records a role that is known already as no change, and sends it all the same', async () => {
    kept.push(account(11))
    for (const role of ['EMPLOYEE', 'EMPLOYEE', 'ADMIN']) await update({ role }, '11')
    const outcomes = (await historyOf(room, 'user:11')).filter(([type]) => type !== 'CommandIntended')
    expect(outcomes).toEqual([
      ['UserRoleChanged', { user: '11', from: null, to: 'EMPLOYEE' }],
      ['CommandCompleted', { command: 'updateUser', note: 'ROLE_UNCHANGED' }],
      ['UserRoleChanged', { user: '11', from: 'EMPLOYEE', to: 'ADMIN' }],
    ])
    expect(requests().filter((request) => request === 'PATCH /api/users/11')).toHaveLength(3)
  })

  it('records one change of the role, however many ask for it at once', async () => {
    kept.push(account(12))
    const answers = await Promise.all([1, 2, 3, 4].map(() => update({ role: 'EMPLOYEE' }, '12')))
    for (const { errors } of answers) expect(errors).toBeUndefined()
    const types = (await historyOf(room, 'user:12')).map(([type]) => type)
    expect(types.filter((type) => type === 'UserRoleChanged')).toHaveLength(1)
    expect(types.filter((type) => type === 'CommandCompleted')).toHaveLength(3)
  })

  it('changes no session when the backend refuses', async () => {
    const { token } = await open()
    room.backend.on('PATCH /api/users/9', () =>
      refusal(422, 'validation_error', { errors: { email: ['The email has already been taken.'] } }),
    )
    expect((await update({ isActive: false, email: 'b@example.test' })).data.updateUser).toEqual({
      __typename: 'EmailTaken',
      address: 'b@example.test',
    })
    expect(await room.sessions.callerOf(token)).toMatchObject({ role: 'USER' })
  })

  it.each([
    ['404', { role: 'ADMIN' }, 'NOT_FOUND'],
    ['404', { email: 'c@example.test' }, 'NOT_FOUND'],
    ['1abc', { role: 'ADMIN' }, 'NOT_FOUND'],
    ['9', {}, 'BAD_USER_INPUT'],
    ['9', { disableTwoFactor: false }, 'BAD_USER_INPUT'],
    ['9', { firstName: 'x'.repeat(101) }, 'BAD_USER_INPUT'],
  ])('fails for %s with %j as %s', async (id, input, code) => {
    const { data, errors } = await update(input, id)
    expect(data).toEqual({ updateUser: null })
    expect(errors?.[0]?.extensions.code).toBe(code)
  })

  it('is for admins only', async () => {
    const { errors } = await update({ role: 'ADMIN' }, '9', as('USER', 9))
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', rule: 'ADMIN' })
    expect(requests()).toEqual([])
  })
})

describe('updateProfile', () => {
  const UPDATE = `mutation ($input: UpdateProfileInput!) {
    updateProfile(input: $input) { id firstName lastName role twoFactorEnabled } }`
  const update = (input: object, call = as('USER', 9)) => room.ask(UPDATE, call, { input })

  it('reads the name that stays, since the backend wants both', async () => {
    const { data, errors } = await update({ firstName: 'Neu' })
    expect(errors).toBeUndefined()
    expect(data.updateProfile).toEqual({
      id: '9',
      firstName: 'Neu',
      lastName: 'Last9',
      role: 'USER',
      twoFactorEnabled: false,
    })
    expect(requests()).toEqual(['GET /api/users/me', 'PATCH /api/users/me', 'GET /api/users/me'])
  })

  it('reads nothing before it changes both', async () => {
    await update({ firstName: 'Neu', lastName: 'Name' })
    expect(room.backend.received[0]).toMatchObject({
      method: 'PATCH',
      body: { firstname: 'Neu', lastname: 'Name' },
    })
  })

  it('loses neither of two names that are changed at once', async () => {
    await Promise.all([update({ firstName: 'One' }), update({ lastName: 'Two' })])
    expect(kept[2]).toMatchObject({ firstname: 'One', lastname: 'Two' })
  })

  it.each([[{}], [{ firstName: null }], [{ firstName: ' ' }], [{ lastName: 'x'.repeat(101) }]])(
    'refuses %j',
    async (input) => {
      expect((await update(input)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
      expect(requests()).toEqual([])
    },
  )

  it('is not for guests', async () => {
    expect((await update({ firstName: 'N' }, guest)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })
})
