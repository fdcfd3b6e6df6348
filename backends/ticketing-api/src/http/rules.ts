import { at, type Input } from './input.js'

/** A field under test: its dotted path, its name in messages, all input, and whether it is meant as a number. */
export interface Field {
  readonly path: string
  readonly label: string
  readonly input: Input
  readonly numeric: boolean
}

/**
 * One rule of a field, in the manner of Laravel: `test` answers the complaints it has. `looksUp` rules
 * ask the database, so they run only while nothing else is wrong with the field.
 */
export interface Rule {
  readonly name: string
  readonly looksUp?: boolean
  test(value: unknown, field: Field): readonly string[] | Promise<readonly string[]>
}

const rule = (
  name: string,
  holds: (value: unknown, field: Field) => boolean,
  says: (f: Field) => string,
): Rule => ({
  name,
  test: (value, field) => (holds(value, field) ? [] : [says(field)]),
})

const isInteger = (value: unknown): boolean =>
  typeof value === 'number' ? Number.isInteger(value) : typeof value === 'string' && /^[+-]?\d+$/.test(value)

const isNumeric = (value: unknown): boolean =>
  typeof value === 'number' ||
  (typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value))

/** A number's size is its value, a text's its length, a list's its count. */
const sizeOf = (value: unknown, field: Field): number => {
  if (field.numeric && isNumeric(value)) return Number(value)
  if (Array.isArray(value)) return value.length
  if (typeof value === 'object' && value !== null) return Object.keys(value).length
  return [...String(value)].length
}

const letters = (field: Field): string => (field.numeric ? '' : ' characters')

export const required: Rule = rule(
  'required',
  (v) => v !== undefined && v !== null && v !== '',
  (f) => `The ${f.label} field is required.`,
)
/** Null is as good as absent. */
export const nullable: Rule = rule(
  'nullable',
  () => true,
  () => '',
)
export const string: Rule = rule(
  'string',
  (v) => typeof v === 'string',
  (f) => `The ${f.label} field must be a string.`,
)
export const integer: Rule = rule('integer', isInteger, (f) => `The ${f.label} field must be an integer.`)
export const numeric: Rule = rule('numeric', isNumeric, (f) => `The ${f.label} field must be a number.`)
export const boolean: Rule = rule(
  'boolean',
  (v) => v === true || v === false || v === 0 || v === 1 || v === '0' || v === '1',
  (f) => `The ${f.label} field must be true or false.`,
)
export const email: Rule = rule(
  'email',
  (v) => typeof v === 'string' && /^[^\s@,;<>"]+@[^\s@,;<>"]+$/.test(v),
  (f) => `The ${f.label} field must be a valid email address.`,
)
export const list: Rule = rule(
  'array',
  (v) => typeof v === 'object' && v !== null,
  (f) => `The ${f.label} field must be an array.`,
)
export const size = (count: number): Rule =>
  rule(
    'size',
    (v, f) => sizeOf(v, f) === count,
    (f) => `The ${f.label} field must contain ${count} items.`,
  )
export const min = (least: number): Rule =>
  rule(
    'min',
    (v, f) => sizeOf(v, f) >= least,
    (f) => `The ${f.label} field must be at least ${least}${letters(f)}.`,
  )
export const max = (most: number): Rule =>
  rule(
    'max',
    (v, f) => sizeOf(v, f) <= most,
    (f) => `The ${f.label} field must not be greater than ${most}${letters(f)}.`,
  )
export const oneOf = (...allowed: readonly string[]): Rule =>
  rule(
    'in',
    (v) => allowed.includes(String(v)),
    (f) => `The selected ${f.label} is invalid.`,
  )

/** `YYYY-MM-DD`, and a day that the calendar has. */
const isDay = (value: unknown): boolean => {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}
export const day: Rule = rule(
  'date_format',
  isDay,
  (f) => `The ${f.label} field must match the format Y-m-d.`,
)

/** Any date that can be understood. */
export const date: Rule = rule(
  'date',
  (v) => typeof v === 'string' && /\d{4}/.test(v) && !Number.isNaN(Date.parse(v)),
  (f) => `The ${f.label} field must be a valid date.`,
)
export const afterOrEqual = (other: string): Rule =>
  rule(
    'after_or_equal',
    (v, f) => !at(f.input, other) || !(Date.parse(String(v)) < Date.parse(String(at(f.input, other)))),
    (f) => `The ${f.label} field must be a date after or equal to ${other.replaceAll('_', ' ')}.`,
  )
/** Must be among what the database knows. */
export const exists = (find: (value: string) => Promise<boolean>): Rule => ({
  name: 'exists',
  looksUp: true,
  test: async (v, f) => ((await find(String(v))) ? [] : [`The selected ${f.label} is invalid.`]),
})
/** Must not be among what the database knows. */
export const unique = (find: (value: string) => Promise<boolean>): Rule => ({
  name: 'unique',
  looksUp: true,
  test: async (v, f) => ((await find(String(v))) ? [`The ${f.label} has already been taken.`] : []),
})
/** A rule of one place only, with its own words. */
export const custom = (name: string, holds: (value: unknown) => boolean, message: string): Rule =>
  rule(name, holds, () => message)
