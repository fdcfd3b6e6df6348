// For tests: a payment of 40 euros for two tickets that a customer has started, and what is said of it.
import { paymentStream } from '@ticketing/event-log'
import type { BackendUser } from './ticketing-answers.js'
import { usualHabits } from './webhook-script.js'
import { ask, type World } from './world.js'

const START = `mutation($input: StartPaymentInput!) { startPayment(input: $input) {
  ... on StartedPayment { payment { uuid } }
} }`

export const SUCCEEDED = 'payment_intent.succeeded'
export const FAILED = 'payment_intent.payment_failed'

export async function startedPayment(world: World, user: BackendUser) {
  user.cart.lines = [{ product_id: 5, quantity: 2, price: 20, available: 50 }]
  const { data } = await ask(world, user, START, { input: { cartId: String(user.cart.id) } })
  const payment: string = data.startPayment.payment.uuid
  const row = world.ticketing.state.payments.find(({ uuid }) => uuid === payment)
  if (!row?.transaction_id) throw new Error('no payment was started')
  return { payment, intent: row.transaction_id, row }
}

/** What the backend was told by webhooks so far. */
export const relayed = ({ ticketing }: World) =>
  ticketing.asked.filter(({ path }) => path === '/api/payments/webhook').map(({ text }) => text)

export const ticketsOf = ({ ticketing }: World, payment: string) =>
  ticketing.state.tickets.filter(({ payment_uuid }) => payment_uuid === payment)

/** The types of what is recorded of a payment, commands aside. */
export async function historyOf({ eventLog }: World, payment: string): Promise<string[]> {
  const types = (await eventLog.readStream(paymentStream(payment))).map(({ type }) => type)
  return types.filter((type) => !type.startsWith('Command'))
}

/** To be called after each test: nothing of it is left in the backend. */
export function forget({ ticketing }: World): void {
  ticketing.state.payments.length = 0
  ticketing.state.tickets.length = 0
  ticketing.state.failing.clear()
  ticketing.state.lost.clear()
  Object.assign(ticketing.state.webhook, usualHabits())
  ticketing.asked.length = 0
}
