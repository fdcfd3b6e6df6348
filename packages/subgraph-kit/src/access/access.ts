// Who may see a field, declared once, on the field. The SDL's directives, the graphql-shield tree and
// schema/permissions.md are all made from these declarations.
import type { Role } from '@ticketing/session'
import { Extensions } from 'type-graphql'

/** One field's rule. `owner` means: the record that carries the field belongs to the caller. */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'roles'; readonly roles: readonly Role[] }
  | { readonly kind: 'owner' }
  | { readonly kind: 'owner-or-roles'; readonly roles: readonly Role[] }

type AccessDecorator = MethodDecorator & PropertyDecorator & ClassDecorator

const declare = (access: Access): AccessDecorator => Extensions({ access }) as AccessDecorator

/** Anybody may see it, guests included. On a type: the default of its fields. */
export const Public = (): AccessDecorator => declare({ kind: 'public' })

/** Any signed-in caller may see it. */
export const SignedIn = (): AccessDecorator => declare({ kind: 'signed-in' })

/** Only these roles may see it. */
export const Roles = (...roles: [Role, ...Role[]]): AccessDecorator => declare({ kind: 'roles', roles })

/** Only the caller to whom the record belongs may see it; the record implements `Owned`. */
export const Owner = (): AccessDecorator => declare({ kind: 'owner' })

/** The owner, or one of these roles. */
export const OwnerOr = (...roles: [Role, ...Role[]]): AccessDecorator =>
  declare({ kind: 'owner-or-roles', roles })

/** A record that belongs to somebody. `ownerId` is a user id, or null when nobody can be named (then nobody owns it). */
export interface Owned {
  readonly ownerId: number | null
}

/** The access declared on a field, else on its type; undefined when neither declares any. */
export function declaredAccess(
  fieldExtensions: Readonly<Record<string, unknown>>,
  typeExtensions: Readonly<Record<string, unknown>>,
): Access | undefined {
  return (fieldExtensions.access ?? typeExtensions.access) as Access | undefined
}

/** The rule in the words of an error and of the permission table, such as `owner or ADMIN`. */
export function describeAccess(access: Access): string {
  switch (access.kind) {
    case 'public':
      return 'public'
    case 'signed-in':
      return 'signed in'
    case 'owner':
      return 'owner'
    case 'roles':
      return access.roles.join(' or ')
    case 'owner-or-roles':
      return ['owner', ...access.roles].join(' or ')
  }
}
