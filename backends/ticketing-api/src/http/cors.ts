import type { RequestHandler } from 'express'

const allowedHeaders =
  'content-type, authorization, x-requested-with, x-guest-cart-id, x-xsrf-token, accept-language'

/** Any origin is let in, with credentials; nothing is exposed. Preflights end here. */
export const cors = (): RequestHandler => (req, res, next) => {
  res.setHeader('Vary', 'Origin')
  const origin = req.headers.origin
  if (origin) {
    res.setHeader('Access-Control-Allow-Origin', origin)
    res.setHeader('Access-Control-Allow-Credentials', 'true')
  }
  const wanted = req.headers['access-control-request-method']
  if (req.method !== 'OPTIONS' || !wanted) return next()
  res.setHeader('Vary', 'Origin, Access-Control-Request-Method')
  res.setHeader('Access-Control-Allow-Methods', wanted.toUpperCase())
  res.setHeader('Access-Control-Allow-Headers', allowedHeaders)
  res.setHeader('Access-Control-Max-Age', '0')
  res.status(204).end()
}
