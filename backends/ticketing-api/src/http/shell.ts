import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { findCaller, missingCaller } from '../auth/caller.js'
import { isDatabaseFault } from '../database/faults.js'
import type { Services } from '../services.js'
import type { Answer } from './answer.js'
import { rawBody, readBody } from './body.js'
import type { Call } from './call.js'
import { toQuery } from './input.js'
import { toLocale } from './language.js'
import { databaseError, internalError, notFound, Problem, problem } from './problem.js'
import type { Route } from './route.js'
import type { Throttle } from './throttle.js'

const toCall = (req: Request, services: Services): Omit<Call, 'user' | 'tokenId'> => ({
  params: Object.fromEntries(Object.entries(req.params).map(([key, value]) => [key, String(value)])),
  query: toQuery(req.query),
  body: readBody(req),
  rawBody: rawBody(req),
  upload: req.file && { name: req.file.originalname, type: req.file.mimetype, bytes: req.file.buffer },
  headers: req.headers,
  locale: toLocale(req.headers['accept-language']),
  origin: services.settings.appUrl ?? `http://${req.headers.host ?? ''}`,
  path: req.originalUrl.split('?')[0] ?? '/',
  search: req.originalUrl.split('?').slice(1).join('?'),
})

const write = (res: Response, answer: Answer): void => {
  res.status(answer.status)
  if (answer.file) {
    const { name, type, bytes } = answer.file
    res.setHeader('Content-Disposition', `attachment; filename=${name}`)
    res.setHeader('Content-Type', type)
    res.setHeader('Content-Length', bytes.length)
    res.end(bytes)
  } else if (answer.body === undefined) res.end()
  else {
    res.setHeader('Content-Type', 'application/json')
    res.end(JSON.stringify(answer.body))
  }
}

/** Turns an operation into what Express wants: throttle, who calls, the handler, the answer. */
export const toHandler =
  (route: Route, services: Services, throttle: Throttle): RequestHandler =>
  async (req, res) => {
    if (route.throttled) throttle(req, res)
    const caller =
      route.access === 'public' ? undefined : await findCaller(services.db, req.headers, services.now())
    const call = toCall(req, services)
    if (route.access !== 'signed-in')
      return write(res, await route.handle({ ...call, user: caller?.user, tokenId: caller?.tokenId }))
    if (!caller) throw missingCaller(req.headers)
    write(res, await route.handle({ ...call, ...caller }))
  }

const toProblem = (error: unknown): Problem | undefined => {
  if (error instanceof Problem) return error
  if (isDatabaseFault(error)) return databaseError()
  // A path that cannot be decoded names nothing.
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 0
  if (status === 413) return problem(413, 'http_error', 'The body is too large')
  return error instanceof URIError || status === 400 ? notFound() : undefined
}

/** Writes what was thrown: refusals as they are, faults masked and logged. */
export const answerErrors =
  (log: Logger): ErrorRequestHandler =>
  (error, req, res, next) => {
    if (res.headersSent) return next(error)
    const known = toProblem(error)
    if (!(error instanceof Problem))
      log.error({ err: error, method: req.method, path: req.path }, 'request failed')
    const { status, body } = known ?? internalError()
    write(res, { status, body })
  }
