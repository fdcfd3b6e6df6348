// What the REST API's list of users, which is for admins, says of an account.
import type { BackendCall, BackendClient, Query, ServiceAccount } from '@ticketing/backend-client'
import type { Role } from '@ticketing/session'
import { z } from 'zod'

const roleName = z.enum(['user', 'employee', 'admin']).transform((name) => name.toUpperCase() as Role)

const account = z
  .object({ id: z.int(), email: z.string(), role: roleName, is_active: z.boolean() })
  .transform(({ is_active: isActive, ...rest }) => ({ ...rest, isActive }))

const page = z
  .object({ data: z.object({ users: z.array(account) }), meta: z.object({ total: z.int() }) })
  .transform(({ data, meta }) => ({ accounts: data.users, total: meta.total }))

export type Account = Readonly<z.infer<typeof account>>

export interface AccountPage {
  readonly accounts: readonly Account[]
  readonly total: number
}

/** Asks the list as the service account. */
export function listAccounts(
  { backend, serviceAccount }: { backend: Pick<BackendClient, 'send'>; serviceAccount: ServiceAccount },
  query: Query,
  base: Omit<BackendCall, 'token'>,
): Promise<AccountPage> {
  return serviceAccount.run(base, (call) =>
    backend.send({ method: 'GET', route: '/api/users', query, answer: page }, call),
  )
}
