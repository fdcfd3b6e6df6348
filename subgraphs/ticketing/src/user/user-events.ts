// What the log is told of accounts: who may do what.
import type { Outgoing } from '@ticketing/event-log'
import type { Role } from '@ticketing/session'

/** `from`: null where it is not known; the backend does not say what the role was. */
export const roleChanged = (
  userId: number,
  { from, to }: { readonly from: Role | null; readonly to: Role },
): Outgoing => ({
  type: 'UserRoleChanged',
  data: { user: String(userId), from, to },
})
