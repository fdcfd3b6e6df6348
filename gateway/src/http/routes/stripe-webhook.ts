// Stripe's webhooks go to the payments subgraph byte by byte: the signature is over the raw body, and it alone can check it.
import type { IncomingHttpHeaders } from 'node:http'
import type { Request, Response } from 'express'
import { readBytes } from '../front-door/body.js'

/** Verifies, records and answers one webhook. */
export type StripeWebhook = (
  rawBody: Buffer,
  headers: IncomingHttpHeaders,
) => Promise<{ readonly status: number; readonly body: string }>

const MAX_BYTES = 1_000_000

export function receiveStripeWebhook(stripeWebhook: StripeWebhook) {
  return async (request: Request, response: Response): Promise<void> => {
    const { status, body } = await stripeWebhook(await readBytes(request, MAX_BYTES), request.headers)
    response.status(status).type('application/json').set('cache-control', 'no-store').end(body)
  }
}
