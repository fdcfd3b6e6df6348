// Who is asking. An invalid token ends the whole request, also on public fields: nobody is quietly made a guest.
import type { Caller, Sessions } from '@ticketing/session'
import type { Exchange } from '../exchange.js'
import { isBackendToken, type TokenIdentity } from './backend-token.js'
import { bearerOf } from './bearer.js'
import type { OutsideIdentity } from './outside-identity.js'

/** Fills `call.caller`, null for a guest, and `call.staffId`. */
export type IdentifyCaller = (exchange: Exchange) => Promise<void> | undefined

/** `outside`: null where no identity provider is set. */
export function identifyCaller(
  sessions: Pick<Sessions, 'callerOf'>,
  tokens: TokenIdentity,
  outside: OutsideIdentity | null,
): IdentifyCaller {
  const callerOf = (token: string, requestId: string): Promise<Caller> =>
    isBackendToken(token) ? tokens.callerOf(token, requestId) : sessions.callerOf(token)

  return (exchange) => {
    const { request, call } = exchange
    const token = bearerOf(request)
    if (token === null) return undefined
    if (outside?.isMeant(token)) {
      return outside.callerOf(token, call.requestId).then(({ caller, staffId }) => {
        call.caller = caller
        call.staffId = staffId
      })
    }
    return callerOf(token, call.requestId).then((caller) => {
      call.caller = caller
    })
  }
}
