// For tests: accounts as the backend keeps and lists them.
import { refusal, type ScriptedBackend } from './scripted-backend.js'

export interface KeptAccount {
  readonly id: number
  firstname: string
  lastname: string
  email: string
  role: string
  is_active: boolean
  twofa_enabled: boolean
}

export const account = (id: number, more: Partial<KeptAccount> = {}): KeptAccount => ({
  id,
  firstname: `First${id}`,
  lastname: `Last${id}`,
  email: `person-${id}@example.test`,
  role: 'user',
  is_active: true,
  twofa_enabled: false,
  ...more,
})

const listed = (kept: KeptAccount) => ({
  ...kept,
  created_at: '2024-07-26T08:00:00.000000Z',
  updated_at: '2024-07-26T08:00:00.000000Z',
  email_verified_at: null,
})

/** Answers users, users/me, users/{id} and PATCH of them. A caller's token begins with his id. */
export function keepAccounts(backend: ScriptedBackend, accounts: readonly KeptAccount[]): void {
  const find = (id: unknown) => accounts.find((kept) => kept.id === Number(id))
  const callerOf = (authorization = '') => find(authorization.replace('Bearer ', '').split('|')[0])
  const shown = ({ firstname, lastname, email }: KeptAccount) => ({ firstname, lastname, email })

  backend.on('GET /api/users', ({ query }) => {
    const [page, size] = [Number(query.page), Number(query.per_page)]
    const found = accounts.filter(
      ({ firstname, email, role }) =>
        firstname.includes(query.firstname ?? '') &&
        email === (query.email ?? email) &&
        role === (query.role ?? role),
    )
    const users = found.slice((page - 1) * size, page * size).map(listed)
    return { body: { data: { users }, meta: { total: found.length } } }
  })
  backend.on('GET /api/users/me', ({ headers }) => {
    const me = callerOf(headers.authorization)
    return me
      ? { body: { user: { ...shown(me), twofa_enabled: me.twofa_enabled } } }
      : refusal(401, 'unauthenticated')
  })
  backend.on('GET /api/users/*', (_, id) => {
    const found = find(id)
    return found ? { body: { user: shown(found) } } : refusal(404, 'not_found')
  })
  backend.on('PATCH /api/users/me', ({ headers, body }) => {
    Object.assign(callerOf(headers.authorization) ?? {}, body)
    return {}
  })
  backend.on('PATCH /api/users/*', ({ body }, id) => {
    const found = find(id)
    if (found === undefined) return refusal(404, 'not_found')
    Object.assign(found, body)
    return {}
  })
}
