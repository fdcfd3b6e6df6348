// Commands on one account run one after the other, on whatever instance they arrive.
import { CodedError } from '@ticketing/service-kit'
import type { Caller } from '@ticketing/session'
import { alone } from '../alone.js'
import type { TicketingContext } from '../context.js'
import { accountLock } from './account.rules.js'

/** Runs `work` alone on an account, named by its number or its address; `ensureAlone` is as in `alone`. */
export const onAccount = <T>(
  context: TicketingContext,
  account: number | string,
  work: (ensureAlone: () => void) => Promise<T>,
): Promise<T> => alone(context, accountLock(account), work)

/** The same on the caller's own account. UNAUTHENTICATED for a guest. */
export async function onOwnAccount<T>(
  context: TicketingContext,
  work: (caller: Caller, ensureAlone: () => void) => Promise<T>,
): Promise<T> {
  const { caller } = context.call
  if (caller === null) throw new CodedError('UNAUTHENTICATED', 'Sign in first.')
  return onAccount(context, caller.userId, (ensureAlone) => work(caller, ensureAlone))
}
