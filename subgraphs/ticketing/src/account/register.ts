// Makes an account, or says what the person can do about it.
import { isEmailTaken } from '../backend/field-names.js'
import { isCaptchaRefused, register as registerAtBackend } from '../backend/registration.js'
import type { TicketingContext } from '../context.js'
import { attempt } from '../throttle/attempt.js'
import { emailFault, nameFault, passwordFaults, refuseFaults } from './account.rules.js'
import { EmailTaken, PasswordRefused } from './account.type.js'
import { onAccount } from './one-at-a-time.js'
import { CaptchaRefused, Registered, type RegisterInput } from './registration.type.js'

/** FieldsRefused for what a form should not have let through. Sent once, whatever happens. */
export async function register(
  context: TicketingContext,
  { acceptTerms, captchaToken = null, ...person }: RegisterInput,
): Promise<Registered | EmailTaken | PasswordRefused | CaptchaRefused> {
  refuseFaults({
    firstName: nameFault(person.firstName),
    lastName: nameFault(person.lastName),
    email: emailFault(person.email),
    acceptTerms: acceptTerms ? null : 'The terms have to be accepted.',
  })
  const faults = passwordFaults(person.password)
  if (faults.length > 0) return PasswordRefused.of(faults)
  const email = person.email.trim()
  return onAccount(context, email, async () => {
    try {
      await attempt(context, email, () => registerAtBackend(context.ask, { ...person, email, captchaToken }))
      return Registered.of(email)
    } catch (fault) {
      if (isEmailTaken(fault)) return EmailTaken.of(email)
      if (isCaptchaRefused(fault)) return CaptchaRefused.of(captchaToken !== null)
      throw fault
    }
  })
}
