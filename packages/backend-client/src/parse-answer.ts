// The border: from bytes to a value of the declared shape, or an error that names fields and no values.
import { z } from 'zod'
import { compiledAnswer } from './compiled-answer.js'
import { fieldOf } from './contract/field-name.js'
import type { Drift } from './drift.js'
import type { BackendRequest } from './request.js'
import { toStatusError } from './status-errors.js'
import { invalidAnswer } from './transport-errors.js'
import type { WireAnswer, WireRequest } from './wire.js'

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i
/** What nearly every answer says. */
const PLAIN_JSON = 'application/json'
const MAX_FIELDS = 5

/** The schema of an answer without content (204). */
export const noContent: z.ZodType<void> = z.void()

/**
 * The answer's value. Unknown keys are tolerated (zod's objects drop them). A list with one row at fault is at fault
 * as a whole: docs/decisions/06-a-malformed-row-fails-its-list.md. `drift` sees the JSON as it came, before it is
 * checked.
 * @throws BackendError for a refusal, BACKEND_INVALID_RESPONSE for anything outside the contract
 */
export function parseAnswer<T>(
  answer: WireAnswer,
  wire: WireRequest,
  request: Pick<BackendRequest<T>, 'answer' | 'emptyOn404'>,
  drift?: Pick<Drift, 'answered'>,
): T {
  if (answer.status >= 400) return emptyOrThrow(answer, wire, request.emptyOn404)
  if (answer.status >= 300) throw redirected(answer, wire)
  const value = answer.status === 204 ? undefined : parseJson(answer, wire)
  drift?.answered(wire, answer.status, value)
  return checked(value, answer, wire, request.answer)
}

function emptyOrThrow<T>(answer: WireAnswer, wire: WireRequest, empty: T | undefined): T {
  const error = toStatusError(wire, answer)
  // Only the backend's own 404: one of a proxy, or of a wrong base URL, is not an empty list.
  if (empty !== undefined && error.status === 404 && error.backendCode === 'not_found') return empty
  throw error
}

function redirected(answer: WireAnswer, wire: WireRequest): Error {
  return invalidAnswer(wire, `redirect ${answer.status}, not followed`, answer.status, {
    // A mailed link may well lead to a page: nothing of the answer is at fault then.
    fields: wire.changes === true ? [] : ['(redirect)'],
    body: { location: answer.headers.location },
  })
}

function parseJson(answer: WireAnswer, wire: WireRequest): unknown {
  const { contentType } = answer.headers
  if (contentType !== PLAIN_JSON && !JSON_TYPE.test(contentType ?? '')) {
    throw invalidAnswer(wire, 'the content type is not JSON', answer.status, {
      fields: ['(content type)'],
    })
  }
  try {
    return JSON.parse(answer.body.toString('utf8'))
  } catch {
    // The parser's message quotes the text: it is dropped.
    throw invalidAnswer(wire, 'the body is not JSON', answer.status, { fields: ['(body)'] })
  }
}

function checked<T>(value: unknown, answer: WireAnswer, wire: WireRequest, schema: z.ZodType<T>): T {
  let parsed: z.ZodSafeParseResult<T>
  try {
    parsed = compiledAnswer(schema).safeParse(value)
  } catch {
    // A transform that throws; its message may hold the value.
    throw invalidAnswer(wire, 'the answer could not be translated', answer.status)
  }
  if (parsed.success) return parsed.data
  const fields = fieldsOf(parsed.error)
  throw invalidAnswer(wire, `not in the contract at ${fields.join(', ')}`, answer.status, { fields })
}

function fieldsOf(error: z.ZodError): readonly string[] {
  const fields = innermost(error.issues).map(({ path }) => fieldOf(path))
  return [...new Set(fields)].slice(0, MAX_FIELDS)
}

interface Fault {
  readonly path: readonly PropertyKey[]
}

/** Where none of several shapes fits, the faults of the shape that fits best. */
function innermost(issues: readonly z.core.$ZodIssue[]): readonly Fault[] {
  return issues.flatMap((issue): readonly Fault[] => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
    const choices = issue.errors.map(innermost)
    const best = choices.reduce((least, choice) => (choice.length < least.length ? choice : least))
    return best.map(({ path }) => ({ path: [...issue.path, ...path] }))
  })
}
