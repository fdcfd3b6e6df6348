// Keeps secrets out of the log: whatever is named like one, however deep it sits.

const SECRET_NAME = /authorization|token|password|passwd|cookie|secret|api-?key/i
const BEARER = /\b(Bearer|Basic)\s+[\w.~+/|=-]+/gi
const URL_PASSWORD = /(\w+:\/\/[^\s:/@]*):[^\s@/]+@/g
const CENSOR = '[redacted]'
const DEPTH = 6

/** Takes bearer tokens and URL passwords out of a text. */
export function redactText(text: string): string {
  return text.replace(BEARER, `$1 ${CENSOR}`).replace(URL_PASSWORD, `$1:${CENSOR}@`)
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value)
  // Objects of another realm have an Object.prototype of their own, whose prototype is null.
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value !== 'object' || value === null || depth === 0) return value
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth - 1))
  return isPlain(value) ? redactFields(value, depth - 1) : value
}

function redactFields(fields: Record<string, unknown>, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      SECRET_NAME.test(name) && value !== null && value !== undefined ? CENSOR : redactValue(value, depth),
    ]),
  )
}

/** A copy of `fields` without secrets. Class instances (errors, dates) are left to their own serializers. */
export function redact(fields: Record<string, unknown>): Record<string, unknown> {
  return redactFields(fields, DEPTH)
}
