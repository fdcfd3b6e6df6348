// The ids of payments, as clients write them. Pure.

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The id in the one form that is compared and locked, lower case; null for what cannot be one. */
export function parsePaymentUuid(text: string): string | null {
  const uuid = text.toLowerCase()
  return UUID.test(uuid) ? uuid : null
}
