import { type Answer, ok } from '../http/answer.js'
import type { Call, SignedInCall } from '../http/call.js'
import type { Route } from '../http/route.js'
import type { Services } from '../services.js'
import { cancelChange, confirmChange, requestChange } from './email-change.js'
import { resend, verify } from './email-verification.js'
import { login } from './login.js'
import { changePassword, forgot, reset } from './password-change.js'
import { register } from './register.js'

/** Only the token that was used ends. */
const logout = async ({ db }: Services, call: SignedInCall) => {
  await db.deleteFrom('access_tokens').where('id', '=', call.tokenId).execute()
  return ok({ message: 'Signed out' })
}

/** Accounts: in and out, passwords, and the addresses that mails prove. Five of them share one allowance. */
export const accountRoutes = (services: Services): Route[] => {
  const open = (path: string, handle: (services: Services, call: Call) => Promise<Answer>) =>
    ({ path, access: 'public', handle: (call: Call) => handle(services, call) }) as const
  const own = (path: string, handle: (services: Services, call: SignedInCall) => Promise<Answer>) =>
    ({ path, access: 'signed-in', handle: (call: SignedInCall) => handle(services, call) }) as const
  return [
    { method: 'POST', throttled: true, ...open('/api/auth/register', register) },
    { method: 'POST', throttled: true, ...open('/api/auth/login', login) },
    { method: 'POST', throttled: true, ...open('/api/auth/password/forgot', forgot) },
    { method: 'POST', throttled: true, ...open('/api/auth/password/reset', reset) },
    { method: 'POST', throttled: true, ...open('/api/auth/email/resend', resend) },
    { method: 'GET', ...open('/api/auth/email/verify/{id}/{hash}', verify) },
    { method: 'GET', ...open('/api/auth/email/change/verify', confirmChange) },
    { method: 'GET', ...open('/api/auth/auth/email/change/cancel/{token}', cancelChange) },
    { method: 'POST', ...own('/api/auth/logout', logout) },
    { method: 'PATCH', ...own('/api/auth/password', changePassword) },
    { method: 'PATCH', ...own('/api/auth/email', requestChange) },
  ]
}
