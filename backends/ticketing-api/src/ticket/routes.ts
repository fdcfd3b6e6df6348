import type { Answer } from '../http/answer.js'
import { requireAdminForFile, requireRole, type SignedInCall } from '../http/call.js'
import type { Method, Route } from '../http/route.js'
import type { Services } from '../services.js'
import { changeStatus } from './change-status.js'
import { giveTickets } from './give-tickets.js'
import { listAllTickets } from './list-all-tickets.js'
import { listOwnTickets } from './list-own-tickets.js'
import { admit, lookUp } from './scan.js'
import { pdfFile, qrFile } from './ticket-files.js'

/** Tickets: lists, files, the two steps of a scan, and what admins may do to them. */
export const ticketRoutes = (services: Services): Route[] => {
  const route = (method: Method, path: string, handle: (call: SignedInCall) => Promise<Answer>): Route => ({
    method,
    path,
    access: 'signed-in',
    handle,
  })
  return [
    route('GET', '/api/tickets', async (call) => {
      requireRole(call, 'admin')
      return listAllTickets(services, call)
    }),
    route('POST', '/api/tickets', async (call) => {
      requireRole(call, 'admin')
      return giveTickets(services, call)
    }),
    route('GET', '/api/tickets/user', (call) => listOwnTickets(services, call)),
    route('GET', '/api/tickets/admin/{filename}', async (call) => {
      requireAdminForFile(call)
      return pdfFile(services, call.params.filename)
    }),
    route('GET', '/api/tickets/admin/qr/{filename}', async (call) => {
      requireAdminForFile(call)
      return qrFile(services, call.params.filename)
    }),
    route('PUT', '/api/tickets/admin/{id}/status', async (call) => {
      requireRole(call, 'admin')
      return changeStatus(services, call)
    }),
    route('GET', '/api/tickets/qr/{filename}', (call) =>
      qrFile(services, call.params.filename, call.user.id),
    ),
    route('GET', '/api/tickets/scan/{token}', async (call) => {
      requireRole(call, 'employee')
      return lookUp(services, call)
    }),
    route('POST', '/api/tickets/scan/{token}', async (call) => {
      requireRole(call, 'employee')
      return admit(services, call)
    }),
    route('GET', '/api/tickets/{filename}', (call) => pdfFile(services, call.params.filename, call.user.id)),
  ]
}
