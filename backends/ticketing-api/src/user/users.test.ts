import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Bench, setUpBench } from '../testing/bench.js'

let bench: Bench
let admin: string
let employee: string
let user: string
beforeAll(async () => {
  bench = await setUpBench()
  admin = await bench.signIn('admin')
  employee = await bench.signIn('employee')
  user = await bench.signIn('user')
})
afterAll(() => bench.close())

const list = (query: string) => bench.get(`/api/users?${query}`, { token: admin })
const longName = 'x'.repeat(150)

describe('the list of users', () => {
  it('has ids, roles and dates with microseconds, and links that keep the filters', async () => {
    const reply = await list('role=user&per_page=2')
    expect(reply.at('data.users.0')).toMatchObject({
      id: 3,
      email: 'user@example.test',
      is_active: true,
      created_at: expect.stringMatching(/\.000000Z$/),
    })
    expect(reply.at('links.next')).toBe(`${bench.url}/api/users?per_page=2&role=user&page=2`)
  })

  it('checks nothing: odd values find nobody, 0 is the default, and a negative size breaks', async () => {
    expect((await list('role=king')).at('data.users')).toEqual([])
    expect((await list('per_page=0')).at('meta.per_page')).toBe(15)
    expect((await list('per_page=1000')).at('data.users')).toHaveLength(64)
    expect((await list('email=example')).at('meta.total')).toBe(0)
    expect((await list('firstname=ug')).at('data.users.0.firstname')).toBe('Ugo')
    const negative = await list('per_page=-1')
    expect([negative.status, negative.at('code')]).toEqual([500, 'database_error'])
  })

  it('is for admins', async () => {
    for (const token of [employee, user]) expect((await bench.get('/api/users', { token })).status).toBe(403)
  })
})

describe('a user', () => {
  it('sees of himself neither id nor role, and changes both names at once', async () => {
    const changed = await bench.patch(
      '/api/users/me',
      { firstname: ' Ugolin ', lastname: 'Lambert' },
      { token: user },
    )
    expect(changed.status).toBe(204)
    expect((await bench.get('/api/users/me', { token: user })).body).toEqual({
      user: { firstname: 'Ugolin', lastname: 'Lambert', email: 'user@example.test', twofa_enabled: false },
    })
    const half = await bench.patch('/api/users/me', { firstname: '' }, { token: user })
    expect(Object.keys(Object(half.at('errors')))).toEqual(['firstname', 'lastname'])
    const long = await bench.patch('/api/users/me', { firstname: longName, lastname: 'L' }, { token: user })
    expect([long.status, long.at('code')]).toEqual([500, 'database_error'])
  })

  it('is shown by id to admins and employees, by name and address only', async () => {
    const reply = await bench.get('/api/users/4', { token: employee })
    expect(reply.body).toEqual({
      user: { firstname: 'Olga', lastname: 'Brandt', email: 'other@example.test' },
    })
    expect((await bench.get('/api/users/3', { token: user })).status).toBe(403)
    expect((await bench.get('/api/users/99999', { token: user })).status).toBe(404)
  })

  it('changes role at once for tokens that are out', async () => {
    const other = await bench.signIn('other')
    expect((await bench.patch('/api/users/4', { role: 'admin' }, { token: admin })).status).toBe(204)
    expect((await bench.get('/api/users', { token: other })).status).toBe(200)
    await bench.patch('/api/users/4', { role: 'user' }, { token: admin })
    expect((await bench.get('/api/users', { token: other })).status).toBe(403)
  })

  it('is changed by admins within the rules', async () => {
    const change = (body: object, token = admin) => bench.patch('/api/users/9', body, { token })
    const wrong = await change({ email: 'user@example.test', role: 'king', is_active: 'maybe' })
    expect(Object.keys(Object(wrong.at('errors')))).toEqual(['is_active', 'email', 'role'])
    expect((await change({ twofa_enabled: true })).at('code')).toBe('twofa_enable_not_allowed_admin')
    expect((await change({ firstname: null })).at('code')).toBe('database_error')
    expect((await change({})).status).toBe(204)
    expect((await change({ firstname: 'x' }, employee)).status).toBe(403)
    expect((await bench.patch('/api/users/99999', {}, { token: user })).status).toBe(404)
  })
})

describe('a new employee', () => {
  const password = 'Long-Enough-2024!'
  const body = {
    firstname: 'Eva',
    lastname: 'Stein',
    email: 'eva@example.test',
    password,
    password_confirmation: password,
  }
  const create = (sent: object, token: string) => bench.post('/api/users/employees', sent, { token })

  it('can sign in at once', async () => {
    const made = await create(body, admin)
    expect([made.status, made.body]).toEqual([201, {}])
    const login = await bench.post('/api/auth/login', { email: body.email, password, remember: false })
    expect(login.at('user.role')).toBe('employee')
    expect((await create(body, admin)).status).toBe(422)
  })

  it('is checked before the role of whoever creates it', async () => {
    expect((await create({}, user)).status).toBe(422)
    expect((await create({ ...body, email: 'eva2@example.test' }, user)).status).toBe(403)
    expect((await bench.post('/api/users/employees', body)).status).toBe(401)
  })
})
