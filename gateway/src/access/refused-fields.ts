// What a client reads at a field that it was refused, and what an admin reads of such fields.
import { CodedError } from '@ticketing/service-kit'
import type { CallContext } from '@ticketing/session'
import type { GraphQLFormattedError } from 'graphql'
import type { Refused } from '../execution/projection.js'
import type { Audience } from './audience.js'

const SIGN_IN = new CodedError('UNAUTHENTICATED', 'Sign in to see this.')
const NOT_ALLOWED = new CodedError('FORBIDDEN', 'You may not see or do this.')

/** UNAUTHENTICATED for whoever might be allowed once they are known. */
export const refusalFor = (audience: Audience): CodedError => (audience === 'GUEST' ? SIGN_IN : NOT_ALLOWED)

/** One error for each, in the client's language. Plain objects: there may be thousands, and none needs a stack. */
export function toErrors(
  refused: readonly Refused[],
  audience: Audience,
  { language }: Pick<CallContext, 'language'>,
): GraphQLFormattedError[] {
  const refusal = refusalFor(audience)
  const { code, retryable } = refusal
  const message = refusal.messageIn(language)
  return refused.map(({ path, access: { rule, requires } }) => ({
    message,
    path,
    extensions: { code, rule, requires, retryable },
  }))
}
