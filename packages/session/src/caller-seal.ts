// What the gateway tells one subgraph about one request over HTTP, so that a subgraph obeys nobody else.

import { createHash, randomUUID } from 'node:crypto'
import { CodedError } from '@ticketing/service-kit'
import { z } from 'zod'
import type { CallContext } from './call-context.js'
import { createSealer, SealError } from './sealer.js'
import { createSeenOnce } from './seen-once.js'

/** The header that carries the seal. */
export const CALL_HEADER = 'x-ticketing-call'

const LIFETIME_SECONDS = 30
const TOLERANCE_SECONDS = 5
/** Some 2,800 calls a second; each takes about 100 bytes for 35 s. */
const MOST_REMEMBERED = 100_000

/** All of the context but the signal, which ends with the connection, and what has headers of its own. */
export type SealedCall = Omit<CallContext, 'signal' | 'forwardedHeaders'>

const caller = z.object({
  sessionId: z.string().nullable(),
  userId: z.int(),
  role: z.enum(['USER', 'EMPLOYEE', 'ADMIN']),
  backendToken: z.string(),
})

const sealedCall: z.ZodType<SealedCall> = z.object({
  caller: caller.nullable(),
  staffId: z.string().optional(),
  guestCartId: z.string().nullable(),
  guestCartIsNew: z.boolean().optional(),
  language: z.enum(['en', 'fr', 'de']),
  requestId: z.string(),
  clientName: z.string().nullable(),
  clientAddress: z.string().nullable(),
  idempotencyKey: z.string().nullable(),
  traceparent: z.string().nullable(),
  deadline: z.number(),
  publicUrl: z.string(),
})

const claims = z.object({ jti: z.string(), exp: z.number(), body: z.string(), call: sealedCall })

/** For which subgraph (`audience`: its name) and which HTTP body, byte for byte. */
export interface SealedRequest {
  readonly audience: string
  readonly body: string
}

/** Seals and opens calls. */
export interface CallSeal {
  /** Good for 30 s. */
  seal(call: CallContext, forRequest: SealedRequest): Promise<string>
  /**
   * Throws CodedError UNAUTHENTICATED for a seal that is not the gateway's, is old, is for another subgraph or body, or
   * was opened before. What was opened is remembered in this object: a subgraph's process needs exactly one.
   */
  open(sealed: string, forRequest: SealedRequest): Promise<SealedCall>
}

function hashOf(body: string): string {
  return createHash('sha256').update(body).digest('base64url')
}

function refused(why: string): CodedError {
  return new CodedError('UNAUTHENTICATED', 'This service answers its gateway only.', {
    operatorMessage: `Refused a call: ${why}`,
  })
}

/**
 * `secret`: SUBGRAPH_SECRET, one or several separated by commas, shared by the gateway and its subgraphs. Clocks may
 * differ by 5 s. `newId`: default a UUID.
 */
export function createCallSeal(options: {
  secret: string
  now: () => number
  newId?: () => string
}): CallSeal {
  const { now, newId = randomUUID } = options
  const sealer = createSealer({ ...options, purpose: 'subgraph-call/1' })
  const seen = createSeenOnce({ now, max: MOST_REMEMBERED })
  const opened = (sealed: string, audience: string) => {
    try {
      return sealer.open(sealed, { audience, toleranceSeconds: TOLERANCE_SECONDS })
    } catch (error) {
      throw error instanceof SealError ? refused(error.message) : error
    }
  }
  return {
    async seal({ signal: _, forwardedHeaders: __, ...call }, { audience, body }) {
      const exp = Math.floor(now() / 1000) + LIFETIME_SECONDS
      return sealer.seal({ jti: newId(), exp, body: hashOf(body), call }, { audience })
    },
    async open(sealed, { audience, body }) {
      const parsed = claims.safeParse(opened(sealed, audience))
      if (!parsed.success) throw refused('unknown content')
      const { jti, exp, call } = parsed.data
      if (parsed.data.body !== hashOf(body)) throw refused('another body')
      if (!seen.markSeen(jti, (exp + TOLERANCE_SECONDS + 1) * 1000)) throw refused('used before')
      return call
    },
  }
}
