import { hashPassword } from '../auth/passwords.js'
import type { SignedInCall } from '../http/call.js'
import { requireRole } from '../http/call.js'
import { confirmed, strong } from '../http/password-rules.js'
import { email, max, required, string, unique } from '../http/rules.js'
import { validate } from '../http/validate.js'
import type { Services } from '../services.js'
import { emailTaken, insertUser } from './user.storage.js'

/** Rules that a new account of any kind must meet. */
export const accountRules = ({ db }: Services) => ({
  firstname: [required, string, max(255)],
  lastname: [required, string, max(255)],
  email: [required, string, email, max(255), unique((text) => emailTaken(db, text))],
  password: [required, string, confirmed, strong],
})

/** The values are checked before the role: whoever sends wrong ones learns that first. */
export const createEmployee = async (services: Services, call: SignedInCall): Promise<void> => {
  await validate(call.body, accountRules(services))
  requireRole(call, 'admin')
  const { firstname, lastname, email: address, password } = call.body
  const account = {
    firstname: String(firstname),
    lastname: String(lastname),
    email: String(address),
    passwordHash: await hashPassword(String(password), services.uuid()),
    role: 'employee' as const,
    verifiedAt: services.now(),
  }
  await insertUser(services.db, account, services.now())
}
