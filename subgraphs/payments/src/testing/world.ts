// Everything a whole-subgraph test needs: scripted backend and Stripe, a database of its own, callers.
import { randomUUID } from 'node:crypto'
import { createBackendClient, createServiceAccount } from '@ticketing/backend-client'
import { createCommands } from '@ticketing/event-log'
import { temporaryEventLog } from '@ticketing/event-log/testing'
import { createLog, createMetrics, migrate, openDatabase } from '@ticketing/service-kit'
import { type CallContext, createFileLinks } from '@ticketing/session'
import { guestCall } from '@ticketing/session/testing'
import type { PaymentsDeps } from '../parts.js'
import { paymentsMigrations } from '../started/migrations.js'
import { createPayments, type Payments, settlePayments } from '../subgraph.js'
import type { WebhookPace } from '../webhook/pace.js'
import { STRIPE_SECRET } from './stripe-events.js'
import { startStripeScript } from './stripe-script.js'
import type { BackendUser } from './ticketing-answers.js'
import { startTicketingScript } from './ticketing-script.js'
import { WEBHOOK_SECRET } from './webhook-script.js'

const SESSION_SECRET = 'a secret of at least thirty-two characters'
const log = createLog({ name: 'payments-test', level: 'silent' })
const now = Date.now
const QUICK: Partial<WebhookPace> = { firstPauseMs: 5, longestPauseMs: 40, lookEveryMs: 50 }

export function createUser(id: number, role: BackendUser['role'] = 'user'): BackendUser {
  return { id, role, token: `${id}|token-of-${id}`, cart: { id: id + 100, lines: [] } }
}

/** `withService: false`: no service account. `rooms`: how many processes there are, as it were, over one database. */
export async function startWorld({ withService = true, rooms = 1, webhookPace = QUICK } = {}) {
  const adminUrl = process.env.TEST_DATABASE_URL
  if (adminUrl === undefined) throw new Error('TEST_DATABASE_URL is set by the global setup of jest')
  const store = await temporaryEventLog(adminUrl)
  const { eventLog, url, ownerUrl } = store
  const grantTo = new URL(url).username
  await migrate({ url: ownerUrl, schema: 'payments', migrations: paymentsMigrations, grantTo, log })
  const stripe = await startStripeScript()
  const ticketing = await startTicketingScript(stripe)
  const [ada, ben, admin, service] = [
    createUser(1),
    createUser(2),
    createUser(8, 'admin'),
    createUser(9, 'admin'),
  ]
  ticketing.state.users.push(ada, ben, admin, service)

  // The tests' own, which may do more than the subgraph.
  const db = openDatabase({ url: ownerUrl, applicationName: 'test', log })
  const backend = createBackendClient({ baseUrl: ticketing.url, log, metrics: createMetrics(), now })
  const account = { client: backend, email: service.token, password: 'secret', now }
  const fileLinks = createFileLinks({ secret: SESSION_SECRET, now })
  const opened: Payments[] = []
  const settings = {
    sessionSecret: SESSION_SECRET,
    stripeSecretKey: 'sk_test_scripted',
    stripeApiBase: stripe.url,
    stripeWebhookSecret: STRIPE_SECRET,
    ticketingWebhookSecret: WEBHOOK_SECRET,
  }
  const depsOf = (change: Partial<PaymentsDeps> = {}): PaymentsDeps => ({
    backend,
    serviceAccount: withService ? createServiceAccount(account) : null,
    fileLinks,
    database: store.database,
    eventLog,
    metrics: createMetrics(),
    webhookPace,
    log,
    now,
    newId: randomUUID,
    ...change,
  })
  const open = (change: Partial<PaymentsDeps> = {}): Payments => {
    const room = createPayments(settings, depsOf(change))
    opened.push(room)
    return room
  }
  const payments = open()
  const others = Array.from({ length: rooms - 1 }, () => open())
  /** Of whoever else is at work on the same things, such as a scan. */
  const commands = createCommands({ eventLog, settlers: {}, now, newId: randomUUID, log })
  return {
    ...payments,
    others,
    /** Another process over the same database, which differs in this. */
    open,
    settle: () => settlePayments(settings, depsOf()),
    commands,
    eventLog,
    /** A service's. */
    database: store.database,
    stripe,
    ticketing,
    fileLinks,
    db,
    databaseUrl: url,
    ownerUrl,
    users: { ada, ben, admin, service },
    /** From now on nobody but the tests can connect to the database. */
    async cutDatabase() {
      const role = new URL(url).username
      const admin = openDatabase({ url: adminUrl, applicationName: 'test', max: 1, log })
      await admin.query(`ALTER ROLE ${role} CONNECTION LIMIT 0`)
      await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [role])
      await admin.close()
    },
    async close() {
      await Promise.all(opened.map(({ subgraph }) => subgraph.close()))
      await commands.close()
      await Promise.all([backend.close(), db.close()])
      await Promise.all([stripe.close(), ticketing.close()])
      await store.close()
    },
  }
}

export type World = Awaited<ReturnType<typeof startWorld>>

export const callOf = (user: BackendUser | null, change: Partial<CallContext> = {}): CallContext =>
  guestCall({
    caller: user && {
      sessionId: `s${user.id}`,
      userId: user.id,
      role: user.role === 'admin' ? 'ADMIN' : 'USER',
      backendToken: user.token,
    },
    deadline: now() + 10_000,
    ...change,
  })

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
