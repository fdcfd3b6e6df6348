// Tickets, QR codes and invoices, for those who may see them. What is not theirs and what is not there look alike.
import type { BackendClient, BackendFile } from '@ticketing/backend-client'
import { CodedError } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import type { Request } from 'express'
import { exchangeOf } from '../exchange.js'
import { absent } from '../refusal.js'
import { toBackendCall } from './backend-call.js'
import type { FileCaller, IdentifyFileCaller } from './file-caller.js'
import { sendFile } from './send-file.js'

/** One kind of file: what its names look like, and where the backend keeps it for owners and for admins. */
export interface PrivateFileKind {
  readonly folder: string
  readonly name: RegExp
  readonly ownersRoute: `/api/${string}`
  readonly adminsRoute: `/api/${string}`
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

const noFile = () => absent('There is no such file.')

async function openFile(
  backend: Pick<BackendClient, 'download'>,
  request: { readonly route: string; readonly filename: string },
  { call, asking }: { readonly call: CallContext; readonly asking: FileCaller },
): Promise<BackendFile> {
  const { route, filename } = request
  try {
    return await backend.download({ route, params: { filename } }, toBackendCall(call, asking.caller))
  } catch (fault) {
    if (!(fault instanceof CodedError)) throw fault
    if (fault.code === 'UNAUTHENTICATED') throw asking.invalid(fault)
    // Their difference would tell a stranger that the file exists.
    if (fault.code === 'NOT_FOUND' || fault.code === 'FORBIDDEN') throw noFile()
    throw fault
  }
}

/** GET and HEAD, by bearer token or `?link=`. 401 without either; 404 for whatever is not the caller's to see. */
export function sendPrivateFile(
  kind: PrivateFileKind,
  backend: Pick<BackendClient, 'download'>,
  identifyFileCaller: IdentifyFileCaller,
) {
  return async (request: Request): Promise<void> => {
    const exchange = exchangeOf(request)
    const name = String(request.params.name)
    const asking = await identifyFileCaller(exchange, request.query, `/files/${kind.folder}/${name}`)
    if (!kind.name.test(name)) throw noFile()
    const route = asking.caller.role === 'ADMIN' ? kind.adminsRoute : kind.ownersRoute
    const file = await openFile(backend, { route, filename: name }, { call: exchange.call, asking })
    await sendFile(exchange, file, {
      // A link is opened by a person, who wants to see it; a program wants to keep it.
      'content-disposition': `${asking.byLink ? 'inline' : 'attachment'}; filename="${name}"`,
      'cache-control': 'private, no-store',
    })
  }
}
