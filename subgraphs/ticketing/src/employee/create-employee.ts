// Makes an employee's account and finds it again: the backend does not say which number it gave.
import { userStream } from '@ticketing/event-log'
import { askerOf } from '@ticketing/subgraph-kit'
import { emailFault, nameFault, passwordFaults, refuseFaults } from '../account/account.rules.js'
import { EmailTaken, PasswordRefused } from '../account/account.type.js'
import { onAccount } from '../account/one-at-a-time.js'
import { afterCommand } from '../after-command.js'
import { isEmailTaken } from '../backend/field-names.js'
import { addEmployee } from '../backend/user-changes.js'
import { type Account, findAccountByEmail } from '../backend/users.js'
import { carriedOutUnseen } from '../carried-out-unseen.js'
import type { TicketingContext } from '../context.js'
import { User } from '../user/user.type.js'
import { roleChanged } from '../user/user-events.js'
import type { CreateEmployeeInput } from './employee.type.js'

const UNSEEN = 'The employee was made, but the account could not be read: look for the address in users.'

async function findCreated({ ask }: TicketingContext, email: string): Promise<Account> {
  const found = await findAccountByEmail(ask, email).catch((fault: unknown) => {
    throw carriedOutUnseen(UNSEEN, fault)
  })
  if (found === null) throw carriedOutUnseen(UNSEEN)
  return found
}

/** Only now is it known whose history it belongs to. */
function recordRole({ call, commands }: TicketingContext, { id, role }: Account): Promise<void> {
  const event = { ...roleChanged(id, { from: null, to: role }), stream: userStream(id) }
  return afterCommand(commands.record([event], { asker: askerOf(call), deadline: call.deadline }))
}

/** Sent once, whatever happens. */
export async function createEmployee(
  context: TicketingContext,
  input: CreateEmployeeInput,
): Promise<User | EmailTaken | PasswordRefused> {
  refuseFaults({
    firstName: nameFault(input.firstName),
    lastName: nameFault(input.lastName),
    email: emailFault(input.email),
  })
  const faults = passwordFaults(input.password)
  if (faults.length > 0) return PasswordRefused.of(faults)
  const email = input.email.trim()
  return onAccount(context, email, async () => {
    try {
      await addEmployee(context.ask, { ...input, email })
    } catch (fault) {
      if (isEmailTaken(fault)) return EmailTaken.of(email)
      throw fault
    }
    const account = await findCreated(context, email)
    await recordRole(context, account)
    return User.ofAccount(account)
  })
}
