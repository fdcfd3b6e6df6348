import { createHash } from 'node:crypto'
import type { User } from '../database/tables.js'
import { ok } from '../http/answer.js'
import { type Call, idOf } from '../http/call.js'
import { problem } from '../http/problem.js'
import { email, required, string } from '../http/rules.js'
import { validate } from '../http/validate.js'
import type { Services } from '../services.js'
import { findUser, findUserByEmail } from '../user/user.storage.js'

const linkMinutes = 60

const hashOfAddress = (address: string): string => createHash('sha1').update(address).digest('hex')

/** Where the front end tells a person how it ended. */
export const resultPage = ({ settings }: Services, result: 'success' | 'invalid' | 'already-verified') => ({
  redirect_url: `${settings.frontendUrl.replace(/\/$/, '')}/verification-result/${result}`,
})

const unknownUser = (services: Services) =>
  problem(404, 'user_not_found', 'No account has this address', resultPage(services, 'invalid'))

const alreadyVerified = (services: Services) =>
  problem(
    409,
    'already_verified',
    'This address has been verified before',
    resultPage(services, 'already-verified'),
  )

/** Sends the link that proves an address, good for an hour, on the host that was asked. */
export const mailVerification = ({ links, mail }: Services, call: Call, user: User): Promise<void> => {
  const url = `${call.origin}/api/auth/email/verify/${user.id}/${hashOfAddress(user.email)}`
  const link = links.sign(url, {}, linkMinutes)
  return mail.send({
    kind: 'verify-email',
    to: user.email,
    subject: 'Confirm your address',
    text: `Hello ${user.firstname}, open this link to confirm your address: ${link}`,
    link,
  })
}

export const resend = async (services: Services, call: Call) => {
  await validate(call.body, { email: [required, string, email] })
  const user = await findUserByEmail(services.db, String(call.body.email))
  if (!user) throw unknownUser(services)
  if (user.email_verified_at) throw alreadyVerified(services)
  await mailVerification(services, call, user)
  return ok({ message: 'The mail has been sent again' })
}

/** What the link in the mail opens. */
export const verify = async (services: Services, call: Call) => {
  services.links.verify(call)
  const user = await findUser(services.db, idOf(call.params.id))
  if (!user) throw unknownUser(services)
  if (call.params.hash !== hashOfAddress(user.email))
    throw problem(
      400,
      'invalid_verification_link',
      'This link is for another address',
      resultPage(services, 'invalid'),
    )
  if (user.email_verified_at) throw alreadyVerified(services)
  await services.db
    .updateTable('users')
    .set({ email_verified_at: services.now(), updated_at: services.now() })
    .where('id', '=', user.id)
    .execute()
  return ok({ message: 'Your address is confirmed', ...resultPage(services, 'success') })
}
