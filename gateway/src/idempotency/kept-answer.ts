// An answer as it is kept: it may hold a session's token, so it is sealed.
import type { BoxSeal } from '@ticketing/session'
import { z } from 'zod'

const MAX_BYTES = 2_000_000

const keptAnswer = z.object({
  status: z.int(),
  contentType: z.string(),
  language: z.enum(['en', 'fr', 'de']),
  /** What the first request was told to be its cart; null where it was told none. */
  guestCartId: z.string().nullable(),
  body: z.string(),
})

/** All of an answer that is the same for each repetition. */
export type KeptAnswer = Readonly<z.infer<typeof keptAnswer>>

/** Null: it is larger than 2 MB, and not kept. */
export function sealAnswer(seal: BoxSeal, answer: KeptAnswer, place: string): Buffer | null {
  if (Buffer.byteLength(answer.body) > MAX_BYTES) return null
  return seal.seal(Buffer.from(JSON.stringify(answer)), place)
}

/** Null: it was sealed with a secret that is gone. */
export function openAnswer(seal: BoxSeal, sealed: Buffer, place: string): KeptAnswer | null {
  const opened = seal.open(sealed, place)
  return opened && keptAnswer.parse(JSON.parse(opened.toString()))
}
