// Turns what a caller asks for into one HTTP request: checked, encoded, with its deadline and its key for sharing.
import { CodedError } from '@ticketing/service-kit'
import type { BackendCall, BackendRequest } from './request.js'
import { requestHeaders } from './request-headers.js'
import { requestTarget } from './request-target.js'
import { isCommand, type WireRequest } from './wire.js'

export interface TimeLimits {
  readonly now: () => number
  readonly timeoutMs: number
  readonly commandTimeoutMs: number
}

type Asked = Omit<BackendRequest<unknown>, 'answer'>

/** @throws CodedError BAD_USER_INPUT or UNAUTHENTICATED where a value cannot be sent */
export async function toWireRequest(
  request: Asked,
  call: BackendCall,
  limits: TimeLimits,
): Promise<WireRequest> {
  const caller = request.public === true ? { ...call, token: null, guestCartId: null } : call
  const target = requestTarget(request.route, request.params, request.query)
  const content = await toContent(request)
  const type: Record<string, string> = content.type === null ? {} : { 'content-type': content.type }
  const command = isCommand(request)
  const limit = command ? limits.commandTimeoutMs : limits.timeoutMs
  return {
    method: request.method,
    changes: request.changes ?? false,
    route: request.route,
    target,
    headers: { ...type, ...requestHeaders(caller, request.headers) },
    body: content.body,
    requestId: call.requestId,
    deadline: Math.min(call.deadline, limits.now() + limit),
    signal: call.signal,
    flightKey: command ? null : flightKey(target, caller, request.headers),
  }
}

/** Everything that the answer depends on. JSON, so that no value can run into the next. */
function flightKey(target: string, caller: BackendCall, headers: Asked['headers']): string {
  return JSON.stringify([target, caller.language, caller.token, caller.guestCartId, headers ?? null])
}

async function toContent({
  method,
  body,
}: Asked): Promise<{ type: string | null; body: WireRequest['body'] }> {
  if (body === undefined) return { type: null, body: null }
  if (method === 'GET') throw new CodedError('INTERNAL_SERVER_ERROR', 'A GET has no body.')
  if (body instanceof Uint8Array) return { type: 'application/json', body }
  if (body instanceof FormData) {
    const encoded = new Response(body)
    return {
      type: encoded.headers.get('content-type'),
      body: new Uint8Array(await encoded.arrayBuffer()),
    }
  }
  return { type: 'application/json', body: JSON.stringify(body) }
}
