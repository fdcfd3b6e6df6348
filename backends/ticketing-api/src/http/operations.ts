import express, { type RequestHandler, type Router } from 'express'
import type { Services } from '../services.js'
import { multipart } from './multipart.js'
import type { Route } from './route.js'
import { toHandler } from './shell.js'
import type { Throttle } from './throttle.js'

const largestBody = '2mb'

/** No answer of the API may be kept by anyone. */
export const keepNothing = (): RequestHandler => (_req, res, next) => {
  res.setHeader('Cache-Control', 'no-cache, private')
  next()
}

/** Bodies stay bytes: the webhook's signature is made over them, and broken JSON is no error here. */
export const readBytes = (): RequestHandler =>
  express.raw({
    type: (req) => !/^multipart\//.test(req.headers['content-type'] ?? ''),
    limit: largestBody,
  })

/** The operations, tried in the order of the list. */
export const operations = (routes: readonly Route[], services: Services, throttle: Throttle): Router => {
  const router = express.Router({ caseSensitive: true })
  for (const route of routes) {
    const path = route.path.replace(/\{(\w+)\}/g, ':$1')
    const method = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete'
    if (route.upload) router[method](path, multipart())
    router[method](path, toHandler(route, services, throttle))
  }
  return router
}
