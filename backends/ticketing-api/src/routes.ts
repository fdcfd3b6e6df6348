import { accountRoutes } from './auth/routes.js'
import { cartRoutes } from './cart/routes.js'
import type { Route } from './http/route.js'
import { invoiceRoutes } from './invoice/routes.js'
import { paymentRoutes } from './payment/routes.js'
import { productRoutes } from './product/routes.js'
import { salesRoutes } from './sales/routes.js'
import type { Services } from './services.js'
import { ticketRoutes } from './ticket/routes.js'
import { twoFactorRoutes } from './two-factor/routes.js'
import { userRoutes } from './user/routes.js'

/** All operations, in the order in which they are tried: sales stand before the tickets' file names. */
export const createRoutes = (services: Services): readonly Route[] => [
  ...accountRoutes(services),
  ...twoFactorRoutes(services),
  ...productRoutes(services),
  ...cartRoutes(services),
  ...paymentRoutes(services),
  ...invoiceRoutes(services),
  ...salesRoutes(services),
  ...ticketRoutes(services),
  ...userRoutes(services),
]
