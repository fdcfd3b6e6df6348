// Who is asking. An invalid token ends the whole request, also on public fields: nobody is quietly made a guest.
import type { Caller, Sessions } from '@ticketing/session'
import type { Exchange } from '../exchange.js'
import { isBackendToken, type TokenIdentity } from './backend-token.js'
import { bearerOf } from './bearer.js'
import type { OutsideIdentity } from './outside-identity.js'

/** Fills `call.caller`; null for a guest. */
export type IdentifyCaller = (exchange: Exchange) => Promise<void> | undefined

/** `outside`: null where no identity provider is set. */
export function identifyCaller(
  sessions: Pick<Sessions, 'callerOf'>,
  tokens: TokenIdentity,
  outside: OutsideIdentity | null,
): IdentifyCaller {
  const callerOf = (token: string, requestId: string): Promise<Caller> => {
    if (isBackendToken(token)) return tokens.callerOf(token, requestId)
    if (outside?.isMeant(token)) return outside.callerOf(token, requestId)
    return sessions.callerOf(token)
  }

  return ({ request, call }) => {
    const token = bearerOf(request)
    if (token === null) return undefined
    return callerOf(token, call.requestId).then((caller) => {
      call.caller = caller
    })
  }
}
