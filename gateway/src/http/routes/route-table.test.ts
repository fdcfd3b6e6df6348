import { describe, expect, it } from '@jest/globals'
import { gatewayRoutes } from './route-table.js'

describe('gatewayRoutes', () => {
  it('names what each route stands for, each operation once', () => {
    const lines = gatewayRoutes.map(({ method, path, covers }) => [`${method} ${path}`, covers])
    expect(Object.fromEntries(lines)).toEqual({
      'GET /files/tickets/:name': ['GET /api/tickets/{filename}', 'GET /api/tickets/admin/{filename}'],
      'GET /files/qr/:name': ['GET /api/tickets/qr/{filename}', 'GET /api/tickets/admin/qr/{filename}'],
      'GET /files/invoices/:name': ['GET /api/invoices/{filename}', 'GET /api/invoices/admin/{filename}'],
      'GET /files/product-images/:name': [],
      'POST /files/product-images/:productId': ['POST /api/products/{product}'],
      'POST /webhooks/stripe': ['POST /api/payments/webhook'],
    })
  })
})
