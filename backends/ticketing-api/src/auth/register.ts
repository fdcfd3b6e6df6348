import { created } from '../http/answer.js'
import type { Call } from '../http/call.js'
import { problem } from '../http/problem.js'
import { boolean, required, string } from '../http/rules.js'
import { validate } from '../http/validate.js'
import type { Services } from '../services.js'
import { accountRules } from '../user/create-employee.js'
import { insertUser } from '../user/user.storage.js'
import { mailVerification } from './email-verification.js'
import { hashPassword } from './passwords.js'

/** The captcha must be there but is not checked: only the production of the existing backend does that. */
export const register = async (services: Services, call: Call) => {
  await validate(call.body, {
    ...accountRules(services),
    captcha_token: [required, string],
    accept_terms: [required, boolean],
  })
  if (call.body.accept_terms !== true)
    throw problem(422, 'terms_not_accepted', 'The terms have to be accepted')
  const { firstname, lastname, email, password } = call.body
  const account = {
    firstname: String(firstname),
    lastname: String(lastname),
    email: String(email),
    passwordHash: await hashPassword(String(password), services.uuid()),
    role: 'user' as const,
    verifiedAt: null,
  }
  await mailVerification(services, call, await insertUser(services.db, account, services.now()))
  return created({ status: 'success', message: 'Welcome: a mail with a link is on its way' })
}
