// How the front door says no: one JSON shape, a code, and nothing internal.
import {
  CodedError,
  type CodedErrorOptions,
  ERROR_CATALOGUE,
  type ErrorCode,
  type Log,
} from '@ticketing/service-kit'
import { CONTENT_TYPES, type Exchange, setHeaders } from './exchange.js'
import { RequestFault } from './request-fault.js'

export interface RefusalOptions extends CodedErrorOptions {
  readonly headers?: Readonly<Record<string, string>>
}

/** A CodedError whose HTTP status is not the usual one of its code, such as 413 for a body that is too large. */
export class Refusal extends CodedError {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: ErrorCode,
    status: number,
    template: string,
    { headers = {}, ...options }: RefusalOptions = {},
  ) {
    super(code, template, options)
    this.status = status
    this.headers = headers
  }
}

/** The 404 of everything: what is not there, and what is not the asker's to see. */
export const absent = (text = 'There is nothing here.') => new CodedError('NOT_FOUND', text)

function toCoded(fault: unknown, requestId: string, log: Log): CodedError {
  if (fault instanceof CodedError) return fault
  log.error({ err: fault, requestId }, 'a request failed unexpectedly')
  return new CodedError('INTERNAL_SERVER_ERROR', 'Something went wrong on our side.', {
    extensions: { requestId },
  })
}

interface PublicFault {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly errors: readonly object[]
}

function toPublicFault(fault: CodedError, { call }: Exchange): PublicFault {
  const { code, retryable } = fault
  const message = fault.messageIn(call.language)
  const errors = [{ message, extensions: { ...fault.extensionsIn(call.language), code, retryable } }]
  if (fault instanceof Refusal) return { status: fault.status, headers: fault.headers, errors }
  return { status: ERROR_CATALOGUE[code].status, headers: {}, errors }
}

/**
 * Answers with the fault, in GraphQL's shape and the language of the exchange; one that is neither a CodedError nor a
 * RequestFault is masked and logged.
 */
export function refuse(exchange: Exchange, fault: unknown, log: Log): void {
  const { response, call } = exchange
  const { requestId } = call
  if (response.headersSent || response.destroyed) {
    // Half an answer cannot be taken back: cutting the connection is the only honest signal left.
    log.info({ err: fault, requestId }, 'an answer was cut off')
    return void response.destroy()
  }
  const { status, headers, errors } =
    fault instanceof RequestFault ? fault : toPublicFault(toCoded(fault, requestId, log), exchange)
  if (fault instanceof CodedError && status >= 500) {
    log.warn({ err: fault, requestId }, 'a request could not be served')
  }
  setHeaders(exchange)
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  if (status === 401) response.setHeader('www-authenticate', 'Bearer')
  response.setHeader('cache-control', 'private, no-store')
  response.setHeader('content-type', CONTENT_TYPES[exchange.mediaType])
  response.setHeader('content-language', call.language)
  response.appendHeader('vary', 'accept-language')
  response.statusCode = status
  response.end(JSON.stringify({ errors }))
}
