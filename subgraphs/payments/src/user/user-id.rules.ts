// The ids of users, as clients write them. Pure.

// Nine digits: any real id, and within every integer type on the way.
const USER_ID = /^[1-9]\d{0,8}$/

/** Null unless it is a positive whole number. */
export function parseUserId(text: unknown): number | null {
  const digits = String(text)
  return USER_ID.test(digits) ? Number(digits) : null
}
