// Whose a record is, as the subgraph that knows it told. Pure.
import { parseNumericId } from '@ticketing/backend-client'
import type { Representation } from '@ticketing/subgraph-kit'

/** Null where nobody was named: then nobody owns it. */
export function ownerIn({ user }: Representation): number | null {
  return typeof user === 'object' && user !== null && 'id' in user ? parseNumericId(user.id) : null
}
