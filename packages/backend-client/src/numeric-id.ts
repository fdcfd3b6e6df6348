// The ids of the REST API, as clients write them: the backend itself would take `1abc` for 1.

// Nine digits: any real id, and within every integer type on the way.
const NUMERIC_ID = /^[1-9]\d{0,8}$/

/** Null unless it is a positive whole number. */
export function parseNumericId(text: unknown): number | null {
  const digits = String(text)
  return NUMERIC_ID.test(digits) ? Number(digits) : null
}
