// Everything a whole-subgraph test needs: scripted backend and Stripe, a database of its own, callers.
import { createHmac, randomUUID } from 'node:crypto'
import { createBackendClient, createServiceAccount } from '@ticketing/backend-client'
import { createLocks, createLog, createMetrics, migrate, openDatabase } from '@ticketing/service-kit'
import { type CallContext, createFileLinks } from '@ticketing/session'
import { paymentsMigrations } from '../started/migrations.js'
import { createPayments } from '../subgraph.js'
import { startStripeScript } from './stripe-script.js'
import type { BackendUser } from './ticketing-answers.js'
import { startTicketingScript, WEBHOOK_SECRET } from './ticketing-script.js'

const SESSION_SECRET = 'a secret of at least thirty-two characters'
const STRIPE_SECRET = 'whsec_from_stripe'
const log = createLog({ name: 'payments-test', level: 'silent' })
const now = Date.now

async function createDatabase(adminUrl: string) {
  const name = `payments_${randomUUID().replaceAll('-', '')}`
  const admin = openDatabase({ url: adminUrl, applicationName: 'test', max: 1, log })
  await admin.query(`CREATE DATABASE ${name}`)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return {
    url: url.href,
    async drop() {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.close()
    },
  }
}

export function createUser(id: number, role: BackendUser['role'] = 'user'): BackendUser {
  return { id, role, token: `${id}|token-of-${id}`, cart: { id: id + 100, lines: [] } }
}

/** `withService: false`: no service account. */
export async function startWorld({ withService = true }: { withService?: boolean } = {}) {
  const adminUrl = process.env.TEST_DATABASE_URL
  if (adminUrl === undefined) throw new Error('TEST_DATABASE_URL is set by the global setup of jest')
  const database = await createDatabase(adminUrl)
  await migrate({ url: database.url, schema: 'payments', migrations: paymentsMigrations, log })
  const stripe = await startStripeScript()
  const ticketing = await startTicketingScript(stripe)
  const [ada, ben, admin, service] = [
    createUser(1),
    createUser(2),
    createUser(8, 'admin'),
    createUser(9, 'admin'),
  ]
  ticketing.state.users.push(ada, ben, admin, service)

  const db = openDatabase({ url: database.url, applicationName: 'test', log })
  const locks = createLocks({ url: database.url, now, log })
  const backend = createBackendClient({ baseUrl: ticketing.url, log, metrics: createMetrics(), now })
  const account = { client: backend, email: service.token, password: 'secret', now }
  const fileLinks = createFileLinks({ secret: SESSION_SECRET, now })
  const payments = createPayments(
    {
      sessionSecret: SESSION_SECRET,
      stripeSecretKey: 'sk_test_scripted',
      stripeApiBase: stripe.url,
      stripeWebhookSecret: STRIPE_SECRET,
      ticketingWebhookSecret: WEBHOOK_SECRET,
    },
    {
      backend,
      serviceAccount: withService ? createServiceAccount(account) : null,
      fileLinks,
      database: db,
      locks,
      log,
      now,
      newId: randomUUID,
    },
  )
  return {
    ...payments,
    stripe,
    ticketing,
    fileLinks,
    db,
    locks,
    databaseUrl: database.url,
    users: { ada, ben, admin, service },
    async close() {
      await Promise.all([backend.close(), db.close(), locks.close()])
      await Promise.all([stripe.close(), ticketing.close(), database.drop()])
    },
  }
}

export type World = Awaited<ReturnType<typeof startWorld>>

export function callOf(user: BackendUser | null, change: Partial<CallContext> = {}): CallContext {
  return {
    caller: user && {
      sessionId: `s${user.id}`,
      userId: user.id,
      role: user.role === 'admin' ? 'ADMIN' : 'USER',
      backendToken: user.token,
    },
    guestCartId: null,
    language: 'en',
    requestId: 'r-1',
    clientName: null,
    clientAddress: null,
    idempotencyKey: null,
    traceparent: null,
    deadline: now() + 10_000,
    signal: new AbortController().signal,
    publicUrl: 'http://gateway.test',
    ...change,
  }
}

/** What a result holds once it went over the wire; a test says what it expects in it. */
type Json = ReturnType<typeof JSON.parse>
export interface Answer {
  readonly data: Record<string, Json>
  readonly errors?: { message: string; path: string[]; extensions: Record<string, Json> }[]
}

export async function ask(
  { subgraph }: World,
  user: BackendUser | null,
  document: string,
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  const result = await subgraph.execute({ document, variables, call: callOf(user) })
  return JSON.parse(JSON.stringify(result)) as Answer
}

/** Sends an event as Stripe does. `seconds` is the signature's time. */
export function stripeSends(
  { stripeWebhook }: World,
  event: { type: string; intent: string; payment?: string | undefined },
  { seconds = Math.floor(now() / 1000), secret = STRIPE_SECRET }: { seconds?: number; secret?: string } = {},
) {
  const metadata = event.payment === undefined ? {} : { payment_uuid: event.payment }
  // Spaces that a second JSON.stringify would lose: the bytes must arrive as they are.
  const body = Buffer.from(
    JSON.stringify(
      {
        id: `evt_${randomUUID().replaceAll('-', '')}`,
        object: 'event',
        type: event.type,
        data: { object: { id: event.intent, object: 'payment_intent', metadata } },
      },
      null,
      2,
    ),
  )
  const digest = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')
  const headers = { 'stripe-signature': `t=${seconds},v1=${digest}` }
  return stripeWebhook({ body, headers }).then((answer) => ({ ...answer, sent: body.toString('utf8') }))
}
