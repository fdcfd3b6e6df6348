import { join } from 'node:path'
import express, { type Router } from 'express'

/** What lies beside the API: a sign of life, product pictures, and the storage paths that are shut. */
export const plainPages = (dataDir: string): Router => {
  const router = express.Router()
  const pictures = join(dataDir, 'images')
  router.get('/up', (_req, res) => {
    res
      .type('html')
      .send('<!DOCTYPE html><html lang="en"><title>Up</title><p>The ticketing API is up.</p></html>')
  })
  router.use('/products/images', (_req, res, next) => {
    // An uploaded SVG must not run scripts here.
    res.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    res.removeHeader('Cache-Control')
    next()
  })
  router.use('/products/images', express.static(pictures, { index: false, redirect: false }))
  router.use('/storage', (_req, res) => {
    res.status(403).json({ message: '' })
  })
  return router
}
