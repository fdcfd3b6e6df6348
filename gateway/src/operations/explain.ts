// `?explain` for admins: beside the answer, what of the operation was refused and by which rule. `?explain=USER` is a
// dry run: the answer is the admin's own, and the list is what that audience would be refused.
import { AUDIENCES, type Audience } from '../access/audience.js'
import type { RefusedField } from '../access/explain-refusals.js'
import type { Exchange } from '../http/exchange.js'
import { Refusal } from '../http/refusal.js'

export interface Explanation {
  readonly audience: Audience
  readonly dryRun: boolean
  readonly refused: readonly RefusedField[]
}

function requested(url: string): string | null {
  const start = url.indexOf('?')
  return start === -1 ? null : new URLSearchParams(url.slice(start)).get('explain')
}

/** Null where nobody asks, or whoever asks is no admin. Throws BAD_USER_INPUT for an audience that does not exist. */
export function explain({ request, call, operation }: Exchange): Explanation | null {
  if (call.caller?.role !== 'ADMIN' || operation === null) return null
  const wanted = requested(request.url ?? '')
  if (wanted === null) return null
  const audience = wanted === '' ? 'ADMIN' : AUDIENCES.find((one) => one === wanted)
  if (audience === undefined) {
    throw new Refusal('BAD_USER_INPUT', 400, 'The parameter {name} must be one of {values}.', {
      values: { name: 'explain', values: AUDIENCES.join(', ') },
    })
  }
  return { audience, dryRun: wanted !== '', refused: operation.refusedTo(audience) }
}
