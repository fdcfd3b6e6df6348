import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { account, keepAccounts } from '../testing/accounts.js'
import { as, openRoom, type Room } from '../testing/room.js'
import { refusal } from '../testing/scripted-backend.js'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
beforeEach(() => room.backend.forget())
afterAll(() => room.close())

const CREATE = `mutation ($input: CreateEmployeeInput!) { createEmployee(input: $input) { __typename
  ... on User { id firstName email role } ... on EmailTaken { address } ... on PasswordRefused { faults } } }`
const input = {
  firstName: 'Eva',
  lastName: 'Staff',
  email: 'eva@example.test',
  password: 'Long-Enough-2024!',
}
const create = (more: object = {}, call = as('ADMIN', 1)) =>
  room.ask(CREATE, call, { input: { ...input, ...more } })

describe('createEmployee', () => {
  it('finds the account that was made by its address', async () => {
    room.backend.on('POST /api/users/employees', () => {
      keepAccounts(room.backend, [
        account(60),
        account(61, { firstname: 'Eva', email: input.email, role: 'employee' }),
      ])
      return { status: 201, body: {} }
    })
    const { data, errors } = await create()
    expect(errors).toBeUndefined()
    expect(data.createEmployee).toEqual({
      __typename: 'User',
      id: '61',
      firstName: 'Eva',
      email: input.email,
      role: 'EMPLOYEE',
    })
    expect(room.backend.received[0]?.body).toEqual({
      firstname: 'Eva',
      lastname: 'Staff',
      email: input.email,
      password: input.password,
      password_confirmation: input.password,
    })
  })

  it('says plainly that the backend cannot, where its route is broken', async () => {
    room.backend.on('POST /api/users/employees', () => refusal(500, 'internal_error'))
    const { data, errors } = await create()
    expect(data).toEqual({ createEmployee: null })
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('updateUser'),
      extensions: { code: 'BACKEND_UNAVAILABLE', retryable: false },
    })
    expect(room.backend.received).toHaveLength(1)
  })

  it('says that it was carried out when the account cannot be found', async () => {
    room.backend.on('POST /api/users/employees', () => ({ status: 201, body: {} }))
    const { errors } = await create()
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BACKEND_INVALID_RESPONSE', carriedOut: true })
  })

  it('says that somebody has the address, or what the password lacks', async () => {
    room.backend.on('POST /api/users/employees', () =>
      refusal(422, 'validation_error', { errors: { email: ['The email has already been taken.'] } }),
    )
    expect((await create()).data.createEmployee).toEqual({ __typename: 'EmailTaken', address: input.email })
    expect((await create({ password: 'x' })).data.createEmployee.__typename).toBe('PasswordRefused')
    expect((await create({ firstName: '' })).errors?.[0]?.extensions.fields).toHaveProperty('firstName')
    expect(room.backend.received).toHaveLength(1)
  })

  it('is for admins only', async () => {
    const { errors } = await create({}, as('EMPLOYEE', 2))
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', rule: 'ADMIN' })
  })
})
