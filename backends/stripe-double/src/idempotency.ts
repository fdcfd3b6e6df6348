/** One answer for one idempotency key. */
import { StripeFault } from './core/fault.js'
import type { StoredAnswer } from './core/state.js'
import type { Answer } from './ledger.js'

const KEPT_MS = 24 * 60 * 60 * 1000
const LONGEST_KEY = 255

export interface AnswerBook {
  /**
   * Runs `work`, or gives the answer stored for the key.
   * Throws StripeFault: 400 when the key was used for another request, 409 while its first request is in flight.
   */
  once(key: string | null, fingerprint: string, work: () => Promise<Answer>): Promise<Answer>
}

interface AnswerBookOptions {
  readonly answers: ReadonlyMap<string, StoredAnswer>
  readonly now: () => number
}

/** Keys are kept for 24 hours, then they are free again. */
export function createAnswerBook({ answers, now }: AnswerBookOptions): AnswerBook {
  const inFlight = new Set<string>()
  return {
    once: async (key, fingerprint, work) => {
      if (key === null) return work()
      if (key.length > LONGEST_KEY) throw tooLong()
      const stored = answers.get(key)
      if (stored && now() - stored.at < KEPT_MS) return replay(stored, fingerprint)
      if (inFlight.has(key)) throw stillRunning(key)
      inFlight.add(key)
      try {
        return await work()
      } finally {
        inFlight.delete(key)
      }
    },
  }
}

function replay(stored: StoredAnswer, fingerprint: string): Answer {
  if (stored.fingerprint === fingerprint) {
    return { status: stored.status, body: stored.body, replayedFrom: stored.requestId }
  }
  throw new StripeFault(400, {
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try another key than '${stored.key}'.`,
  })
}

function stillRunning(key: string): StripeFault {
  return new StripeFault(409, {
    type: 'idempotency_error',
    code: 'idempotency_key_in_use',
    message: `There is currently another in-progress request using this idempotency key: ${key}`,
  })
}

function tooLong(): StripeFault {
  return new StripeFault(400, { message: `Idempotency keys may have up to ${LONGEST_KEY} characters.` })
}
