// Every failure that can reach a client has a code from this one catalogue; docs/errors.md is printed from it.
import { fieldTextsIn } from './messages/field-texts.js'
import { fillTemplate, type MessageValues } from './messages/template.js'
import { type MessageLanguage, translate } from './messages/translate.js'

/** What a code means, the HTTP status it has when it ends the whole request, and whether the same request may succeed later. */
export interface ErrorMeaning {
  readonly meaning: string
  readonly status: number
  readonly retryable: boolean
}

export const ERROR_CATALOGUE = {
  UNAUTHENTICATED: {
    meaning: 'Nobody is signed in, or the token is invalid, expired or revoked.',
    status: 401,
    retryable: false,
  },
  FORBIDDEN: { meaning: 'The caller is known and may not do this.', status: 403, retryable: false },
  NOT_FOUND: {
    meaning: 'There is no such thing, or it belongs to somebody else.',
    status: 404,
    retryable: false,
  },
  BAD_USER_INPUT: {
    meaning: 'An argument or a header has a value that is not allowed; nothing was changed.',
    status: 400,
    retryable: false,
  },
  CONFLICT: {
    meaning: 'Another command is at work on the same thing, or the thing is no longer in the state expected.',
    status: 409,
    retryable: true,
  },
  RATE_LIMITED: {
    meaning: 'Too many requests; wait as many seconds as `retryAfter` says before the next one.',
    status: 429,
    retryable: true,
  },
  OPERATION_TOO_COMPLEX: {
    meaning: 'The operation is deeper, wider or costlier than the limits allow.',
    status: 400,
    retryable: false,
  },
  IDEMPOTENCY_KEY_REUSED: {
    meaning: 'This Idempotency-Key was used before with another request.',
    status: 422,
    retryable: false,
  },
  BACKEND_UNAVAILABLE: {
    meaning: 'The ticketing backend cannot be reached or refuses to work.',
    status: 502,
    retryable: true,
  },
  BACKEND_TIMEOUT: { meaning: 'The ticketing backend did not answer in time.', status: 504, retryable: true },
  BACKEND_INVALID_RESPONSE: {
    meaning: 'The ticketing backend answered something that is not in its contract.',
    status: 502,
    retryable: false,
  },
  SERVICE_UNAVAILABLE: {
    meaning: 'A part of the platform that this request needs is down.',
    status: 503,
    retryable: true,
  },
  RATE_STALE: {
    meaning: 'The exchange rate is too old to convert with.',
    status: 503,
    retryable: true,
  },
  INTERNAL_SERVER_ERROR: {
    meaning: 'A fault of ours; the request id finds it in the log.',
    status: 500,
    retryable: false,
  },
} as const satisfies Record<string, ErrorMeaning>

/** A code of the catalogue, as it stands in `extensions.code`. */
export type ErrorCode = keyof typeof ERROR_CATALOGUE

/**
 * Extra facts about a failure. `values` fill the holes of its text. `operatorMessage` and `cause` go to the log only,
 * never to a client.
 */
export interface CodedErrorOptions {
  readonly extensions?: Readonly<Record<string, unknown>>
  readonly values?: MessageValues
  readonly operatorMessage?: string
  readonly cause?: unknown
}

/**
 * A failure with two texts: `publicMessage` is what the client reads, `operatorMessage` what the operator reads. The
 * client's is written in English with holes, such as `{argument} is 0 or more.`, and is translated where it leaves us.
 */
export class CodedError extends Error {
  readonly code: ErrorCode
  /** In English, its holes open: the key to its translations. */
  readonly template: string
  readonly values: MessageValues
  /** Shown to the client beside the code; must hold nothing internal. */
  readonly extensions: Readonly<Record<string, unknown>>

  constructor(code: ErrorCode, template: string, options: CodedErrorOptions = {}) {
    const values = options.values ?? {}
    super(options.operatorMessage ?? fillTemplate(template, values), { cause: options.cause })
    this.name = 'CodedError'
    this.code = code
    this.template = template
    this.values = values
    this.extensions = options.extensions ?? {}
  }

  get retryable(): boolean {
    return ERROR_CATALOGUE[this.code].retryable
  }

  /** What the client reads, in English. */
  get publicMessage(): string {
    return this.messageIn('en')
  }

  /** What the client reads; in English where there is no translation. */
  messageIn(language: MessageLanguage): string {
    return fillTemplate(translate(this.template, language), this.values)
  }

  /** `extensions`, the texts of its `fields` in the language. */
  extensionsIn(language: MessageLanguage): Readonly<Record<string, unknown>> {
    const { fields } = this.extensions
    return fields === undefined
      ? this.extensions
      : { ...this.extensions, fields: fieldTextsIn(fields, language) }
  }
}
