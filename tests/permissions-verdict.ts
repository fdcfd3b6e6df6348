// What an answer says of one field: whether it was given, refused (where, and in which words), or never came about.
import { nameOf, type Step, type Way } from './permissions-ways.js'

export interface FieldFault {
  readonly message: string
  readonly path?: readonly (string | number)[] | undefined
  readonly extensions?: Readonly<Record<string, unknown>> | undefined
}
export interface AnswerToRead {
  readonly data?: unknown
  readonly errors?: readonly FieldFault[] | undefined
}

const REFUSALS: readonly unknown[] = ['UNAUTHENTICATED', 'FORBIDDEN']

/**
 * `data`; `empty` for null and for no items; `absent` where nothing carries the field; `<CODE> at Type.field` of a
 * refusal; or `failed with <CODE>` of any other fault on the way.
 */
export type Verdict = string

const placeOf = ({ path = [] }: FieldFault): string => path.filter((key) => typeof key === 'string').join('.')

/** The first of a list, of lists too. */
const firstOf = (value: unknown): unknown => (Array.isArray(value) ? firstOf(value[0]) : value)

const inside = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined

function objectAt(data: unknown, way: Way): unknown {
  let value: unknown = data
  for (const { field } of way) value = firstOf(inside(value, field))
  return value
}

/** `step`: the field that was asked at the end of the way; its `leadsTo` does not matter. */
export function verdictOf(answer: AnswerToRead, way: Way, step: Omit<Step, 'leadsTo'>): Verdict {
  const { data, errors = [] } = answer
  const steps = [...way, { ...step, leadsTo: '' }]
  for (const [index, taken] of steps.entries()) {
    const place = steps.slice(0, index + 1).map(({ field }) => field)
    const fault = errors.find((candidate) => placeOf(candidate) === place.join('.'))
    if (fault === undefined) continue
    const code = fault.extensions?.code
    return REFUSALS.includes(code) ? `${code} at ${nameOf(taken)}` : `failed with ${code}: ${fault.message}`
  }
  const misplaced = errors.find(({ path }) => path === undefined)
  if (misplaced !== undefined) return `failed with ${misplaced.extensions?.code}: ${misplaced.message}`
  const holder = objectAt(data, way)
  const value = inside(holder, step.field)
  if (inside(holder, '__typename') !== step.type || value === undefined) return 'absent'
  return value === null || (Array.isArray(value) && value.length === 0) ? 'empty' : 'data'
}

/** What was measured, as far as it matters where the record is the caller's own. */
export const asGiven = (verdict: Verdict): Verdict => (verdict === 'empty' ? 'data' : verdict)

/**
 * What was measured, as far as it matters where the record is somebody else's: a refusal, an absence and an empty field
 * all tell nothing. `toCome`: what is expected; a field that may be seen may be empty, too.
 */
export function asTold(verdict: Verdict, toCome: Verdict): Verdict {
  if (verdict === 'empty') return toCome
  const isRefusal = REFUSALS.some((code) => verdict.startsWith(`${code} at`))
  return verdict === 'absent' || isRefusal ? 'nothing' : verdict
}
