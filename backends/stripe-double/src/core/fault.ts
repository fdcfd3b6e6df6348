/** A request that the double refuses, in the words and shape of Stripe's errors. */

type FaultType = 'invalid_request_error' | 'idempotency_error' | 'api_error'

export interface FaultDetail {
  readonly type?: FaultType
  readonly code?: string
  readonly message: string
  readonly param?: string
  readonly [extra: string]: unknown
}

/** Thrown by rules before anything has changed. `status` is the HTTP status; `type` defaults to invalid_request_error. */
export class StripeFault extends Error {
  readonly status: number
  readonly detail: FaultDetail

  constructor(status: number, detail: FaultDetail) {
    super(detail.message)
    this.name = 'StripeFault'
    this.status = status
    this.detail = detail
  }

  /** The JSON body: `{ error: { type, message, code?, param? } }`. */
  toBody(): { error: FaultDetail } {
    return { error: { type: 'invalid_request_error', ...this.detail } }
  }
}

/** 404 for an id that names nothing. */
export function missing(resource: string, id: string, param: string): StripeFault {
  return new StripeFault(404, { code: 'resource_missing', message: `No such ${resource}: '${id}'`, param })
}

/** 400 for a parameter whose value cannot be used. */
export function badParameter(param: string, code: string, message: string): StripeFault {
  return new StripeFault(400, { code, message, param })
}
