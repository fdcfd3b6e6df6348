// The one decision: may this caller see this field of this record?
import { CodedError } from '@ticketing/service-kit'
import type { Caller, Role } from '@ticketing/session'
import { type Access, describeAccess } from './access.js'

const owns = (record: unknown, caller: Caller): boolean =>
  typeof record === 'object' && record !== null && 'ownerId' in record && record.ownerId === caller.userId

function allowed(access: Access, caller: Caller, record: unknown): boolean {
  switch (access.kind) {
    case 'public':
    case 'signed-in':
      return true
    case 'roles':
      return access.roles.includes(caller.role)
    case 'owner':
      return owns(record, caller)
    case 'owner-or-roles':
      return access.roles.includes(caller.role) || owns(record, caller)
  }
}

/** True, or the refusal: UNAUTHENTICATED for a guest, FORBIDDEN otherwise, with the rule's words. */
export function decideAccess(access: Access, caller: Caller | null, record: unknown): true | CodedError {
  if (access.kind === 'public') return true
  if (caller !== null && allowed(access, caller, record)) return true
  const options = { extensions: { rule: describeAccess(access) } }
  return caller === null
    ? new CodedError('UNAUTHENTICATED', 'Sign in to see this.', options)
    : new CodedError('FORBIDDEN', 'You may not see or do this.', options)
}

/** What a rule says before any record is looked at; a guest has no role. */
export function decideByRole(access: Access, role: Role | null): 'allowed' | 'refused' | 'by record' {
  if (access.kind === 'public') return 'allowed'
  if (role === null) return 'refused'
  switch (access.kind) {
    case 'signed-in':
      return 'allowed'
    case 'roles':
      return access.roles.includes(role) ? 'allowed' : 'refused'
    case 'owner':
      return 'by record'
    case 'owner-or-roles':
      return access.roles.includes(role) ? 'allowed' : 'by record'
  }
}
