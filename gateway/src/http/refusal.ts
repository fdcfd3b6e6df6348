// How the front door says no: one JSON shape, a code, and nothing internal.
import {
  CodedError,
  type CodedErrorOptions,
  ERROR_CATALOGUE,
  type ErrorCode,
  type Log,
} from '@ticketing/service-kit'
import type { Exchange } from './exchange.js'
import { nameLanguage } from './front-door/language.js'

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

/**
 * Answers with the coded error, in GraphQL's shape and the language of the exchange; a fault that is not a CodedError
 * is masked and logged.
 */
export function refuse(exchange: Exchange, fault: unknown, log: Log): void {
  const { response, call } = exchange
  const { requestId, language } = call
  if (response.headersSent || response.destroyed) {
    // Half an answer cannot be taken back: cutting the connection is the only honest signal left.
    log.info({ err: fault, requestId }, 'an answer was cut off')
    return void response.destroy()
  }
  const coded = toCoded(fault, requestId, log)
  const { code, retryable } = coded
  const status = coded instanceof Refusal ? coded.status : ERROR_CATALOGUE[code].status
  if (fault === coded && status >= 500) log.warn({ err: fault, requestId }, 'a request could not be served')
  for (const [name, value] of Object.entries(coded instanceof Refusal ? coded.headers : {})) {
    response.setHeader(name, value)
  }
  if (status === 401) response.setHeader('www-authenticate', 'Bearer')
  nameLanguage(exchange)
  response.setHeader('cache-control', 'no-store')
  response.setHeader('content-type', 'application/json; charset=utf-8')
  response.statusCode = status
  const extensions = { ...coded.extensionsIn(language), code, retryable }
  response.end(JSON.stringify({ errors: [{ message: coded.messageIn(language), extensions }] }))
}
