/** The last step: whatever was thrown becomes an error in Stripe's shape. */
import type { ErrorRequestHandler } from 'express'
import type { Logger } from 'pino'
import { StripeFault } from '../core/fault.js'
import { fieldOf } from '../thrown.js'

export function answerFaults(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error)
    const fault = toFault(error)
    if (fault.status >= 500) {
      log.error({ err: error, method: request.method, path: request.path }, 'request failed')
    }
    response.status(fault.status).json(fault.toBody())
  }
}

function toFault(error: unknown): StripeFault {
  if (error instanceof StripeFault) return error
  const status = statusOf(error)
  if (status !== undefined) return new StripeFault(status, { message: 'The request could not be read.' })
  return new StripeFault(500, { type: 'api_error', message: 'Sorry, something went wrong in the double.' })
}

/** Express and its body parser mark what the client did wrong with a 4xx status. */
function statusOf(error: unknown): number | undefined {
  const status = fieldOf(error, 'status')
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined
}
