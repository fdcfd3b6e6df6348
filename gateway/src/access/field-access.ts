// What a field demands of whoever asks for it, as the supergraph says it.

/** What may be demanded. A scope is what the caller's session says; a policy is decided by whoever knows it. */
export interface Condition {
  readonly kind: 'authenticated' | 'scope' | 'policy'
  /** Empty for `authenticated`. */
  readonly name: string
}

/** All of these together open the field. */
type Alternative = readonly Condition[]

export interface FieldAccess {
  /** One of them is enough; none: nobody may. */
  readonly alternatives: readonly Alternative[]
  /** In words, such as `owner or ADMIN`. */
  readonly rule: string
  /** What each alternative demands, in the supergraph's words, such as `role:ADMIN`. */
  readonly requires: readonly string[]
}

const ROLE = /^role:(?=.)/

const inWords = ({ kind, name }: Condition): string =>
  kind === 'authenticated' ? 'signed in' : name.replace(ROLE, '')

const asDeclared = ({ kind, name }: Condition): string => (kind === 'authenticated' ? kind : name)

/** The role that the condition names, however it says it; null: it names none. */
export const roleOf = ({ kind, name }: Condition): string | null =>
  kind !== 'authenticated' && ROLE.test(name) ? name.replace(ROLE, '') : null

/** What has to hold, all of it: each demand with its own alternatives. Null where nothing is demanded. */
export function toFieldAccess(demands: readonly (readonly Alternative[])[]): FieldAccess | null {
  if (demands.length === 0) return null
  const different = new Map(demands.map((demand) => [JSON.stringify(demand), demand])).values()
  const alternatives = [...different].reduce<readonly Alternative[]>(
    (known, demand) => known.flatMap((before) => demand.map((more) => [...before, ...more])),
    [[]],
  )
  const written = (write: (condition: Condition) => string) =>
    alternatives.map((alternative) => [...new Set(alternative.map(write))].join(' and '))
  return { alternatives, rule: written(inWords).join(' or ') || 'nobody', requires: written(asDeclared) }
}
