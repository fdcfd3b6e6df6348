// Turns what a caller asks for into one HTTP request: checked, encoded, with its deadline and its key for sharing.

import { withinReach } from './borrowed-token.js'
import type { BackendCall, BackendRequest } from './request.js'
import type { RequestContent } from './request-content.js'
import { requestHeaders } from './request-headers.js'
import { requestTarget } from './request-target.js'
import { isCommand, type WireRequest } from './wire.js'

export interface TimeLimits {
  readonly now: () => number
  readonly timeoutMs: number
  readonly commandTimeoutMs: number
}

type Asked = Omit<BackendRequest<unknown>, 'answer' | 'body'>

/** @throws CodedError BAD_USER_INPUT or UNAUTHENTICATED where a value cannot be sent, FORBIDDEN for a borrowed token */
export function toWireRequest(
  request: Asked,
  content: RequestContent,
  call: BackendCall,
  limits: TimeLimits,
): WireRequest {
  const { method, route, headers: extra, changes = false, timeoutMs } = request
  const caller = request.public === true ? asNobody(call) : withinReach(request, call)
  const command = isCommand(request)
  const target = requestTarget(route, request.params, request.query)
  const limit = limits.now() + (timeoutMs ?? (command ? limits.commandTimeoutMs : limits.timeoutMs))
  return {
    method,
    changes,
    route,
    target,
    headers: requestHeaders(caller, { contentType: content.type, extra }),
    body: content.body,
    requestId: call.requestId,
    deadline: Math.min(call.deadline, limit),
    signal: call.signal,
    flightKey: command ? null : flightKey(target, caller, extra),
  }
}

type Caller = Pick<BackendCall, 'token' | 'guestCartId' | 'language' | 'requestId'>

const asNobody = ({ language, requestId }: BackendCall): Caller => ({
  token: null,
  guestCartId: null,
  language,
  requestId,
})

/**
 * Everything that the answer depends on. Made of checked parts, none of which is empty or has a space, so that none can
 * run into the next.
 */
function flightKey(target: string, caller: Caller, extra: Asked['headers']): string {
  const key = `${target} ${caller.language} ${caller.token ?? ''} ${caller.guestCartId ?? ''}`
  return extra === undefined ? key : `${key} ${JSON.stringify(extra)}`
}
