// Who may ask, as far as it is known before an operation is planned.
import type { CallContext, Role } from '@ticketing/session'
import { type Condition, type FieldAccess, roleOf } from './field-access.js'

export type Audience = 'GUEST' | Role

export const AUDIENCES: readonly Audience[] = ['GUEST', 'USER', 'EMPLOYEE', 'ADMIN']

export const audienceOf = ({ caller }: Pick<CallContext, 'caller'>): Audience => caller?.role ?? 'GUEST'

/** Whose record it is only its subgraph can tell. A condition that nobody here knows is not met. */
function canMeet(audience: Audience, condition: Condition): boolean {
  if (audience === 'GUEST') return false
  if (condition.kind === 'authenticated') return true
  return (condition.kind === 'policy' && condition.name === 'owner') || roleOf(condition) === audience
}

/** Whether the audience is refused, whatever the record. */
export const isRefused = (audience: Audience, { alternatives }: FieldAccess): boolean =>
  !alternatives.some((conditions) => conditions.every((condition) => canMeet(audience, condition)))

/** By type, by field: those that demand anything. */
export type AccessRules = ReadonlyMap<string, ReadonlyMap<string, FieldAccess>>

/** What one audience is refused: the demand that it does not meet; undefined: it may ask. `type` is an object type. */
export type RefusalOf = (type: string, field: string) => FieldAccess | undefined

export function refusalsOf(rules: AccessRules, audience: Audience): RefusalOf {
  const refused = new Map(
    [...rules].map(([type, fields]) => [
      type,
      new Map([...fields].filter(([, access]) => isRefused(audience, access))),
    ]),
  )
  return (type, field) => refused.get(type)?.get(field)
}
