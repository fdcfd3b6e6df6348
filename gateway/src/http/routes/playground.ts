// The Playground: files that `npm run build` bundled. They need nothing from elsewhere, and may ask nobody but us.
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import express, { type Request, type RequestHandler, type Response, type Router } from 'express'

const BUILT = path.dirname(fileURLToPath(import.meta.resolve('@ticketing/playground/site/index.html')))
// Style attributes are how the editor places its lines; without them it stays invisible.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'self'; " +
  "connect-src 'self'; img-src 'self' data:; font-src 'self' data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
/** The build names assets by their content, so one name never means two things. */
const FOREVER = 'public, max-age=31536000, immutable'
/** What the build makes. The compressed variants are no assets of their own. */
const ASSET = /^[\w.-]+\.(js|css|svg|ttf)$/
/** The variants that the build made beside each file, the smallest first. */
const VARIANTS = [
  { encoding: 'br', suffix: '.br' },
  { encoding: 'gzip', suffix: '.gz' },
] as const

export interface PlaygroundOptions {
  /** Whether the page offers to sign in as the stand-in's demo accounts. */
  readonly demoAccounts: boolean
  /** Where the built page lies; by default where the build of this project puts it. */
  readonly folder?: string
}

const isFile = (name: string): Promise<boolean> =>
  stat(name).then(
    (found) => found.isFile(),
    () => false,
  )

/** Sends the smallest variant that the client takes; answers false when there is no such file. */
async function sendBuilt(request: Request, response: Response, file: string): Promise<boolean> {
  if (!(await isFile(file))) return false
  response.vary('accept-encoding').type(path.extname(file))
  const options = { root: path.dirname(file), cacheControl: false, acceptRanges: false }
  for (const { encoding, suffix } of VARIANTS) {
    if (request.acceptsEncodings(encoding) !== encoding || !(await isFile(file + suffix))) continue
    response.setHeader('content-encoding', encoding)
    response.sendFile(path.basename(file) + suffix, options)
    return true
  }
  response.sendFile(path.basename(file), options)
  return true
}

const sendPage =
  (folder: string): RequestHandler =>
  async (request, response) => {
    if (!request.originalUrl.split('?', 1)[0]?.endsWith('/')) return response.redirect(301, '/playground/')
    if (await sendBuilt(request, response, path.join(folder, 'index.html'))) return
    response.status(503).type('text').send('The Playground is not built here: run `npm run build`.\n')
  }

const sendAsset =
  (folder: string): RequestHandler<{ name: string }> =>
  async (request, response, next) => {
    const { name } = request.params
    response.setHeader('cache-control', FOREVER)
    if (ASSET.test(name) && (await sendBuilt(request, response, path.join(folder, 'assets', name)))) return
    response.removeHeader('cache-control')
    next()
  }

export function createPlayground({ demoAccounts, folder = BUILT }: PlaygroundOptions): Router {
  const router = express.Router()
  router.use((_request, response, next) => {
    response.set({ 'content-security-policy': POLICY, 'cache-control': 'no-cache' })
    next()
  })
  router.get('/settings.json', (_request, response) => {
    response.json({ demoAccounts })
  })
  router.get('/', sendPage(folder))
  router.get('/assets/:name', sendAsset(folder))
  return router
}
