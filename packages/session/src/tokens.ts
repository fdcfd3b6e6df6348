// The bearer token that a client holds: the session's id and the backend's token, unreadable for anybody but us.

import { CodedError } from '@ticketing/service-kit'
import { z } from 'zod'
import { createSealer, SealError } from './sealer.js'

const AUDIENCE = 'sessions'

const content = z.object({
  sid: z.uuid(),
  userId: z.int().positive(),
  backendToken: z.string().min(1),
  exp: z.int(),
})

/** What is inside. `exp` in epoch seconds. */
export type SessionTokenContent = z.infer<typeof content>

/** Seals and opens bearer tokens. */
export interface SessionTokens {
  seal(content: SessionTokenContent): Promise<string>
  /** Throws CodedError UNAUTHENTICATED for a token that is not ours, was changed, or has expired. */
  open(token: string): Promise<SessionTokenContent>
  looksSealed(token: string): boolean
}

const FIVE_PARTS = /^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/

/** Whether this is a token of ours (five parts) rather than the backend's own (`<id>|<48 characters>`). Proves nothing. */
export function looksSealed(token: string): boolean {
  return FIVE_PARTS.test(token)
}

/** The one answer to every bearer token that is no good. `why` is for the operator. */
export function invalidSession(why: string): CodedError {
  return new CodedError('UNAUTHENTICATED', 'The session is invalid or has ended; sign in again.', {
    operatorMessage: `Refused a session token: ${why}`,
  })
}

/** `secret`: SESSION_SECRET, one or several separated by commas. `now` in epoch ms. */
export function createSessionTokens(options: { secret: string; now: () => number }): SessionTokens {
  const sealer = createSealer({ ...options, purpose: 'session-token/1' })
  const opened = (token: string) => {
    try {
      return sealer.open(token, { audience: AUDIENCE })
    } catch (error) {
      throw error instanceof SealError ? invalidSession(error.message) : error
    }
  }
  return {
    seal: async (claims) => sealer.seal(content.parse(claims), { audience: AUDIENCE }),
    async open(token) {
      const parsed = content.safeParse(opened(token))
      if (!parsed.success) throw invalidSession('unknown content')
      return parsed.data
    },
    looksSealed,
  }
}
