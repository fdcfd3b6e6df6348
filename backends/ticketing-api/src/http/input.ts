/** What a client sent, cleaned as the existing backend cleans it: text trimmed, empty text made null. */
export type Input = Readonly<Record<string, unknown>>

/** Taken as they are: spaces may be part of a password. */
const untouched = new Set(['password', 'password_confirmation', 'current_password'])

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const clean = (value: unknown, key: string): unknown => {
  if (typeof value === 'string') {
    const text = untouched.has(key) ? value : value.trim()
    return text === '' ? null : text
  }
  if (Array.isArray(value)) return value.map((item) => clean(item, ''))
  return isRecord(value) ? cleanRecord(value) : value
}

const cleanRecord = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, clean(value, key)]))

/** Anything but an object counts as nothing sent. */
export const toInput = (sent: unknown): Input => (isRecord(sent) ? cleanRecord(sent) : {})

/** Reads `a.b.c` out of nested input. */
export const at = (input: Input, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), input)

/** Of a repeated query parameter the last one counts. */
export const toQuery = (query: Readonly<Record<string, unknown>>): Input =>
  toInput(Object.fromEntries(Object.entries(query).map(([k, v]) => [k, Array.isArray(v) ? v.at(-1) : v])))
