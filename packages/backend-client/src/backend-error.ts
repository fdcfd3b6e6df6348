// The failures of this package: what the backend refused, and what happened when there was no answer.
import { CodedError, type CodedErrorOptions, ERROR_CATALOGUE, type ErrorCode } from '@ticketing/service-kit'

export interface BackendErrorFacts extends CodedErrorOptions {
  /** The HTTP status; 0 where no answer came. */
  readonly status?: number
  readonly backendCode?: string | null
  readonly body?: unknown
  /** Where this failure differs from what its code usually means. */
  readonly retryable?: boolean
}

/** A REST call that failed. Its code is mapped from the backend's status and code. */
export class BackendError extends CodedError {
  /** The HTTP status; 0 where no answer came. */
  readonly status: number
  /** The backend's own `code`, such as `stock_unavailable`; null where it gave none. */
  readonly backendCode: string | null
  // Private, because a logger prints every field of an error.
  readonly #body: unknown
  readonly #retryable: boolean

  constructor(code: ErrorCode, publicMessage: string, facts: BackendErrorFacts = {}) {
    const usual = ERROR_CATALOGUE[code].retryable
    const retryable = facts.retryable ?? usual
    const extensions = retryable === usual ? facts.extensions : { ...facts.extensions, retryable }
    super(code, publicMessage, { ...facts, ...(extensions === undefined ? {} : { extensions }) })
    this.name = 'BackendError'
    this.status = facts.status ?? 0
    this.backendCode = facts.backendCode ?? null
    this.#body = facts.body
    this.#retryable = retryable
  }

  /** The parsed body of an error (a redirect: `{ location }`), for details of a 409; must never be sent out as it is. */
  get body(): unknown {
    return this.#body
  }

  override get retryable(): boolean {
    return this.#retryable
  }
}

/** An answer outside the contract. */
export class BackendInvalid extends BackendError {
  /** What of it is at fault: `data[].price`, or in brackets what is no field, such as `(content type)`. */
  readonly fields: readonly string[]

  constructor(publicMessage: string, fields: readonly string[], facts: BackendErrorFacts) {
    super('BACKEND_INVALID_RESPONSE', publicMessage, facts)
    this.fields = fields
  }
}

/** No answer, because the connection failed. Counts for the breaker; a GET may be tried again. */
export class BackendUnreachable extends BackendError {}

/** No answer in time. Counts for the breaker. */
export class BackendTimeout extends BackendError {}

/** Not even asked, because the breaker is open. */
export class BackendRefused extends BackendError {}
