// Fields that reach the caller's own records and nobody else's, by what their resolvers ask for. It decides nothing:
// schema/permissions.md tells it, and the measured table holds the resolvers to it.
import type { Role } from '@ticketing/session'
import { Extensions } from 'type-graphql'

/** Declared beside the access of a field: to these roles it gives anybody's records, to others only their own. */
export interface OwnRecords {
  readonly anybodysFor: readonly Role[]
}

/** What this field reads or changes belongs to the caller, except for these roles, who may name anybody's. */
export const OwnRecords = (...anybodysFor: Role[]): MethodDecorator & PropertyDecorator =>
  Extensions({ ownRecords: { anybodysFor } }) as MethodDecorator & PropertyDecorator

/** Null for a field that declares none. */
export function declaredOwnRecords(fieldExtensions: Readonly<Record<string, unknown>>): OwnRecords | null {
  return (fieldExtensions.ownRecords ?? null) as OwnRecords | null
}
