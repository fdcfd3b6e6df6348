// The gateway's routes beside /graphql that stand for operations of the REST API, and what each of them stands for.
import type { RequestHandler } from 'express'
import type { Platform } from '../../gateway.js'
import type { IdentifyFileCaller } from '../files/file-caller.js'
import { PRIVATE_FILES, sendPrivateFile } from '../files/private-file.js'
import { sendProductImage } from '../files/product-image.js'
import { uploadPicture } from '../files/upload-picture.js'
import type { IdentifyCaller } from '../session/caller.js'
import { receiveStripeWebhook } from './stripe-webhook.js'

/** What the routes are built from. */
export interface RouteParts {
  readonly deps: Pick<Platform, 'backend' | 'locks' | 'stripeWebhook'>
  readonly identifyCaller: IdentifyCaller
  readonly identifyFileCaller: IdentifyFileCaller
}

/** One route. `path` as Express writes it; GET answers HEAD too. */
export interface GatewayRoute {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** Operations as the REST API's document names them, such as `GET /api/tickets/{filename}`; may be none. */
  readonly covers: readonly `${'GET' | 'POST'} /api/${string}`[]
  readonly handler: (parts: RouteParts) => RequestHandler
}

/** In the order in which they are tried. */
export const gatewayRoutes: readonly GatewayRoute[] = [
  ...PRIVATE_FILES.map(
    (kind): GatewayRoute => ({
      method: 'GET',
      path: `/files/${kind.folder}/:name`,
      covers: [`GET ${kind.ownersRoute}`, `GET ${kind.adminsRoute}`],
      handler: ({ deps, identifyFileCaller }) => sendPrivateFile(kind, deps.backend, identifyFileCaller),
    }),
  ),
  {
    method: 'GET',
    path: '/files/product-images/:name',
    // The backend's web server has them, not its API.
    covers: [],
    handler: ({ deps }) => sendProductImage(deps.backend),
  },
  {
    method: 'POST',
    path: '/files/product-images/:productId',
    covers: ['POST /api/products/{product}'],
    handler: ({ deps, identifyCaller }) => uploadPicture({ ...deps, identifyCaller }),
  },
  {
    method: 'POST',
    path: '/webhooks/stripe',
    covers: ['POST /api/payments/webhook'],
    handler: ({ deps }) => receiveStripeWebhook(deps.stripeWebhook),
  },
]
