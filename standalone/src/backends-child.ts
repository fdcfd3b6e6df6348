// The child process with the stand-in backend and the Stripe double, apart so that "the backend" can be killed and its
// work does not disturb the gateway. Settings come from the parent by message; nothing is read from the environment.
import { startStripeDouble } from '@ticketing/stripe-double'
import { demoAccounts, demoPassword, startTicketingApi } from '@ticketing/ticketing-api'
import type { BackendsSettings, ChildMessage, ParentMessage } from './backends.js'

const tell = (message: ChildMessage): void => {
  process.send?.(message)
}

async function start({ ticketingApi, stripeDouble }: BackendsSettings): Promise<void> {
  const stripe = await startStripeDouble(stripeDouble)
  const api = await startTicketingApi({ ...ticketingApi, stripeApiBase: stripe.url })
  process.on('message', (message: ParentMessage) => {
    if ('webhookUrl' in message) stripe.setWebhookUrl(message.webhookUrl)
  })
  const stop = async (): Promise<void> => {
    await api.close()
    await stripe.close()
    process.exit(0)
  }
  process.once('SIGTERM', () => void stop())
  tell({
    ready: {
      ticketingApiUrl: api.url,
      stripeUrl: stripe.url,
      demo: { emails: demoAccounts.map(({ email }) => email), password: demoPassword },
    },
  })
}

// A parent that was killed cannot stop us, so we stop with it.
process.once('disconnect', () => process.exit(0))
process.once('message', (settings: BackendsSettings) => {
  start(settings).catch((fault: unknown) => {
    tell({ failed: fault instanceof Error ? fault.message : String(fault) })
    process.exit(1)
  })
})
