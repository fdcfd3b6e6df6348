// The three roles, as the backend writes them.
import type { Role } from '@ticketing/session'
import { z } from 'zod'

const ROLES = { user: 'USER', employee: 'EMPLOYEE', admin: 'ADMIN' } as const satisfies Record<string, Role>

export const roleAnswer = z.enum(['user', 'employee', 'admin']).transform((name): Role => ROLES[name])

export const toBackendRole = (role: Role): string => role.toLowerCase()
