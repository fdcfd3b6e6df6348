// The limits of an operation that are refused in the client's language, with what was found and what is allowed.
import { CodedError } from '@ticketing/service-kit'

const TEXTS = {
  depth: 'The operation is nested too deeply ({found}, at most {allowed}).',
  rootFields: 'The operation has too many fields at its root ({found}, at most {allowed}).',
  fields: 'The operation has too many fields ({found}, at most {allowed}).',
  aliases: 'The operation has too many aliases ({found}, at most {allowed}).',
  cost: 'The operation asks for too much ({found}, at most {allowed}).',
} as const

/** Throws OPERATION_TOO_COMPLEX when there is more than allowed. */
export function requireAtMost(allowed: number, found: number, what: keyof typeof TEXTS): void {
  if (found <= allowed) return
  // Doubling fragments may count to infinity, which JSON does not know.
  const facts = { found: Math.min(found, Number.MAX_SAFE_INTEGER), allowed }
  throw new CodedError('OPERATION_TOO_COMPLEX', TEXTS[what], { values: facts, extensions: facts })
}
