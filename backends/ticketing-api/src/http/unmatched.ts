import type { RequestHandler } from 'express'
import { notFound, problem } from './problem.js'
import type { Route } from './route.js'

const toPattern = (path: string): RegExp => new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}/?$`)

/** Ends what no route took: 405 where the path is known with another method, 404 elsewhere. */
export const unmatched = (routes: readonly Route[]): RequestHandler => {
  const patterns = routes.map((route) => toPattern(route.path))
  return (req) => {
    throw patterns.some((pattern) => pattern.test(req.path))
      ? problem(405, 'method_not_allowed', 'This path does not take that method')
      : notFound()
  }
}
