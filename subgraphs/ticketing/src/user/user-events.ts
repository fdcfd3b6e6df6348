// What the log is told of accounts: who may do what.
import type { Outgoing } from '@ticketing/event-log'
import type { Role } from '@ticketing/session'

/** The backend does not say what the role was. */
export const roleChanged = (userId: number, to: Role): Outgoing => ({
  type: 'UserRoleChanged',
  data: { user: String(userId), from: null, to },
})
