// Reads the bodies of refusals. They are parsed like every answer, and a malformed one counts as none.
import { z } from 'zod'

const MAX_FIELDS = 50
const MAX_TEXTS = 5
const MAX_TEXT_LENGTH = 300

const envelope = z.looseObject({ code: z.string().max(100).nullish().catch(null) })
const fieldErrors = z.object({ errors: z.record(z.string(), z.array(z.string())) })
const shortages = z.object({
  errors: z.array(
    z.object({
      product_id: z.int(),
      product_name: z.string(),
      requested_quantity: z.coerce.number().int(),
      available_quantity: z.coerce.number().int(),
    }),
  ),
})

export interface ErrorBody {
  readonly code: string | null
  /** The whole object as it was sent, or null where it was not a JSON object. */
  readonly content: Readonly<Record<string, unknown>> | null
}

export function parseErrorBody(body: Buffer): ErrorBody {
  try {
    const parsed = envelope.safeParse(JSON.parse(body.toString('utf8')))
    if (parsed.success) return { code: parsed.data.code ?? null, content: parsed.data }
  } catch {
    // A proxy's HTML page: the status says all there is to know.
  }
  return { code: null, content: null }
}

/** The texts of a 422 by field, `translations.fr.name` as the backend writes it; null where it names none. */
export function parseFieldErrors(content: unknown): Readonly<Record<string, readonly string[]>> | null {
  const parsed = fieldErrors.safeParse(content)
  if (!parsed.success) return null
  const entries = Object.entries(parsed.data.errors).slice(0, MAX_FIELDS)
  if (entries.length === 0) return null
  return Object.fromEntries(
    entries.map(([field, texts]) => [
      field.slice(0, MAX_TEXT_LENGTH),
      texts.slice(0, MAX_TEXTS).map((text) => text.slice(0, MAX_TEXT_LENGTH)),
    ]),
  )
}

/** One cart line that the backend has too few of. */
export interface StockShortage {
  readonly productId: number
  /** In the language of the call. */
  readonly productName: string
  readonly requested: number
  readonly available: number
}

/** The lines of a 409 `stock_unavailable`; null where the body has not its shape. */
export function parseShortages(content: unknown): readonly StockShortage[] | null {
  const parsed = shortages.safeParse(content)
  if (!parsed.success) return null
  return parsed.data.errors.map((line) => ({
    productId: line.product_id,
    productName: line.product_name,
    requested: line.requested_quantity,
    available: line.available_quantity,
  }))
}
