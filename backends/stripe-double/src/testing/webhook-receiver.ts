/** A webhook endpoint that verifies what it gets, and answers as it is told. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import Stripe from 'stripe'
import { WEBHOOK_SECRET } from './test-double.js'

interface Delivery {
  readonly event: Stripe.Event
  readonly signature: string
}

export interface WebhookReceiver {
  readonly url: string
  /** The next delivery that has not been taken yet. */
  next(): Promise<Delivery>
  close(): Promise<void>
}

/** Answers the first deliveries with `statuses`, all later ones with 200; an unverifiable one with 400. */
export async function startWebhookReceiver(statuses: readonly number[] = []): Promise<WebhookReceiver> {
  const plan = [...statuses]
  const arrived: Delivery[] = []
  const awaiting: ((delivery: Delivery) => void)[] = []

  const server = createServer(async (request, response) => {
    const signature = String(request.headers['stripe-signature'])
    const body = await text(request)
    try {
      const event = await Stripe.webhooks.constructEventAsync(body, signature, WEBHOOK_SECRET)
      response.writeHead(plan.shift() ?? 200).end()
      const taker = awaiting.shift()
      if (taker) taker({ event, signature })
      else arrived.push({ event, signature })
    } catch {
      response.writeHead(400).end()
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  return {
    url: `http://127.0.0.1:${port}/webhooks/stripe`,
    next: async () => arrived.shift() ?? new Promise((resolve) => awaiting.push(resolve)),
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
