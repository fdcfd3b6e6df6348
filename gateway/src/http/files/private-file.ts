// Tickets, QR codes and invoices, for those who may see them. What is not theirs and what is not there look alike.
import { pipeline } from 'node:stream/promises'
import type { BackendClient, BackendFile } from '@ticketing/backend-client'
import { CodedError } from '@ticketing/service-kit'
import type { CallContext, Caller } from '@ticketing/session'
import type { Request, Response } from 'express'
import { exchangeOf } from '../exchange.js'
import { invalidToken } from '../session/bearer.js'
import type { IdentifyCaller } from '../session/caller.js'

/** One kind of file: what its names look like, and where the backend keeps it for owners and for admins. */
export interface PrivateFileKind {
  readonly folder: string
  readonly name: RegExp
  readonly ownersRoute: string
  readonly adminsRoute: string
}

export const PRIVATE_FILES: readonly PrivateFileKind[] = [
  {
    folder: 'tickets',
    name: /^[\w-]{1,100}\.pdf$/,
    ownersRoute: '/api/tickets/{filename}',
    adminsRoute: '/api/tickets/admin/{filename}',
  },
  {
    folder: 'qr',
    name: /^[\w-]{1,100}\.png$/,
    ownersRoute: '/api/tickets/qr/{filename}',
    adminsRoute: '/api/tickets/admin/qr/{filename}',
  },
  {
    folder: 'invoices',
    name: /^[\w-]{1,100}\.pdf$/,
    ownersRoute: '/api/invoices/{filename}',
    adminsRoute: '/api/invoices/admin/{filename}',
  },
]

type Backend = Pick<BackendClient, 'download'>

const absent = () => new CodedError('NOT_FOUND', 'There is no such file.')

async function openFile(
  backend: Backend,
  route: string,
  filename: string,
  { call, caller }: { call: CallContext; caller: Caller },
): Promise<BackendFile> {
  const { language, requestId, deadline, signal } = call
  try {
    return await backend.download(
      { route, params: { filename } },
      { token: caller.backendToken, guestCartId: null, language, requestId, deadline, signal },
    )
  } catch (fault) {
    if (!(fault instanceof CodedError)) throw fault
    if (fault.code === 'UNAUTHENTICATED') throw invalidToken(fault)
    // Their difference would tell a stranger that the file exists.
    if (fault.code === 'NOT_FOUND' || fault.code === 'FORBIDDEN' || fault.code === 'BAD_USER_INPUT')
      throw absent()
    throw fault
  }
}

async function sendFile(
  request: Request,
  response: Response,
  file: BackendFile,
  filename: string,
): Promise<void> {
  response.setHeader('content-type', file.contentType)
  response.setHeader('content-disposition', `attachment; filename="${filename}"`)
  response.setHeader('cache-control', 'private, no-store')
  if (file.contentLength !== null) response.setHeader('content-length', file.contentLength)
  if (request.method === 'HEAD') {
    file.body.destroy()
    response.end()
    return
  }
  await pipeline(file.body, response)
}

/** GET and HEAD. 401 without a valid token; 404 for whatever is not the caller's to see. */
export function sendPrivateFile(kind: PrivateFileKind, backend: Backend, identifyCaller: IdentifyCaller) {
  return async (request: Request<{ name: string }>, response: Response): Promise<void> => {
    const exchange = exchangeOf(request, response)
    await identifyCaller(exchange)
    const { call } = exchange
    if (call.caller === null) throw new CodedError('UNAUTHENTICATED', 'Sign in to see this file.')
    const { name } = request.params
    if (!kind.name.test(name)) throw absent()
    const route = call.caller.role === 'ADMIN' ? kind.adminsRoute : kind.ownersRoute
    const file = await openFile(backend, route, name, { call, caller: call.caller })
    await sendFile(request, response, file, name)
  }
}
