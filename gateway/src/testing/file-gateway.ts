// A gateway before a backend that holds one file of each kind, and one product.
import type { ServerResponse } from 'node:http'
import { type BackendClient, createBackendClient } from '@ticketing/backend-client'
import { CodedError, createLog, createMetrics } from '@ticketing/service-kit'
import { type Caller, createFileLinks, type FileLinks, type Role } from '@ticketing/session'
import { answerJson, type HttpDouble, type SeenRequest, startHttpDouble } from './http-double.js'
import { createTestGateway, type TestDeps, type TestGateway } from './test-gateway.js'

/** The bytes of every file. */
export const BYTES = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251))
export const VALIDATORS = { etag: '"abc"', 'last-modified': 'Sun, 22 Nov 2026 11:02:55 GMT' }

const OWNERS = ['/api/tickets/ticket_1.pdf', '/api/tickets/qr/qr_1.png', '/api/invoices/invoice_1.pdf']
const ADMINS = [
  '/api/tickets/admin/ticket_1.pdf',
  '/api/tickets/admin/qr/qr_1.png',
  '/api/invoices/admin/invoice_1.pdf',
]
const log = createLog({ name: 'test', level: 'silent' })

const ROLES: Readonly<Record<string, Role>> = { employee: 'EMPLOYEE', admin: 'ADMIN' }

/** `user` owns the files, `stranger` none; `employee` and `admin` are what they are called; `nobody` is not known. */
export const callerOf = async (bearer: string): Promise<Caller> => {
  if (bearer === 'nobody') throw new CodedError('UNAUTHENTICATED', 'The token is invalid or expired.')
  return { sessionId: bearer, userId: 1, role: ROLES[bearer] ?? 'USER', backendToken: `token-of-${bearer}` }
}

function answerPicture({ url, headers }: SeenRequest, response: ServerResponse): unknown {
  if (url.endsWith('/final.svg')) {
    return response
      .writeHead(200, { 'content-type': 'image/svg+xml' })
      .end('<svg xmlns="http://www.w3.org/2000/svg"/>')
  }
  if (!url.endsWith('/final.jpg')) return answerJson(response, 404, {})
  if (headers['if-none-match'] === VALIDATORS.etag) return response.writeHead(304, VALIDATORS).end()
  return response
    .writeHead(200, { 'content-type': 'image/jpeg', 'content-length': BYTES.length, ...VALIDATORS })
    .end(BYTES)
}

function sendFile(url: string, response: ServerResponse): unknown {
  return response
    .writeHead(200, {
      'content-type': url.endsWith('.png') ? 'image/png' : 'application/pdf',
      'content-length': BYTES.length,
      'content-disposition': 'attachment; filename=internal-name.pdf',
    })
    .end(BYTES)
}

/** Owner's files for `user`, admin's for `admin`; 403 for the wrong role, as the REST API has it; pictures for all. */
function answerFile(seen: SeenRequest, response: ServerResponse): unknown {
  const { url, headers } = seen
  if (url.startsWith('/products/images/')) return answerPicture(seen, response)
  if (url.endsWith('/broken.pdf')) {
    response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': BYTES.length })
    return response.write(BYTES.subarray(0, 1_000), () => response.destroy())
  }
  if (url.endsWith('/unmeasured.pdf')) {
    response.writeHead(200, { 'content-type': 'application/pdf' }).write('%PDF')
    return response.end('-1.7')
  }
  const token = headers.authorization
  if (token === 'Bearer token-of-employee')
    return answerJson(response, 401, { message: 'x', code: 'unauthenticated' })
  if (OWNERS.includes(url) && token === 'Bearer token-of-user') return sendFile(url, response)
  if (ADMINS.includes(url))
    return token === 'Bearer token-of-admin' ? sendFile(url, response) : answerJson(response, 403, {})
  answerJson(response, 404, { message: `No query results for ${url}`, code: 'not_found' })
}

export interface FileGateway extends Pick<TestGateway, 'gateway'> {
  readonly backend: BackendClient
  readonly double: HttpDouble
  /** What the gateway's own links are made with; `clock.time` is epoch ms. */
  readonly fileLinks: FileLinks
  readonly clock: { time: number }
  /** Ids of sessions that are over. */
  readonly ended: Set<string | null>
  close(): Promise<void>
}

/** `answer`: another backend than the one above. */
export async function startFileGateway(
  answer: (seen: SeenRequest, response: ServerResponse) => unknown = answerFile,
  deps: TestDeps = {},
): Promise<FileGateway> {
  const double = await startHttpDouble(answer)
  const backend = createBackendClient({ baseUrl: double.url, log, metrics: createMetrics(), now: Date.now })
  const clock = { time: Date.now() }
  const ended = new Set<string | null>()
  const fileLinks = createFileLinks({ secret: 'of the file gateway', now: () => clock.time })
  const refresh = async (caller: Caller) => {
    if (ended.has(caller.sessionId)) throw new CodedError('UNAUTHENTICATED', 'The session has ended.')
    return caller
  }
  const { gateway } = await createTestGateway(
    {},
    { backend, sessions: { callerOf, refresh }, fileLinks, ...deps },
  )
  const close = async () => {
    await gateway.close()
    await backend.close()
    await double.close()
  }
  return { gateway, backend, double, fileLinks, clock, ended, close }
}
