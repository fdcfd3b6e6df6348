// A page to try queries on. It needs nothing from elsewhere, and its scripts and styles are files of their own.
import { fileURLToPath } from 'node:url'
import express, { type Router } from 'express'

const ASSETS = fileURLToPath(new URL('../../../assets/playground/', import.meta.url))
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export interface PlaygroundOptions {
  /** Whether the page offers to sign in as the stand-in's demo accounts. */
  readonly demoAccounts: boolean
}

export function createPlayground({ demoAccounts }: PlaygroundOptions): Router {
  const router = express.Router()
  router.use((_request, response, next) => {
    response.set({ 'content-security-policy': POLICY, 'cache-control': 'no-cache' })
    next()
  })
  router.get('/settings.json', (_request, response) => {
    response.json({ demoAccounts })
  })
  router.use(express.static(ASSETS, { index: 'index.html', redirect: true, dotfiles: 'ignore' }))
  return router
}
