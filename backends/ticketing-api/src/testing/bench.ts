import { createHmac } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Dependencies,
  demoPassword,
  type Mail,
  startTicketingApi,
  type TicketingApiSettings,
} from '../index.js'
import { createClient } from './client.js'
import { startStripeResponder } from './stripe-responder.js'
import { createTestDatabase } from './test-database.js'

const webhookSecret = 'whsec_for_tests'

/** A stand-in on a free port with everything around it, and short words for what tests do with it. */
export const setUpBench = async (
  settings: Partial<TicketingApiSettings> = {},
  overrides: Partial<Dependencies> = {},
) => {
  const database = await createTestDatabase()
  const stripe = await startStripeResponder()
  const dataDir = await mkdtemp(join(tmpdir(), 'ticketing-api-'))
  const takeDown = async (): Promise<void> => {
    await stripe.close()
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  }
  const api = await startTicketingApi(
    {
      port: 0,
      host: '127.0.0.1',
      databaseUrl: database.url,
      dataDir,
      stripeSecretKey: 'sk_test_bench',
      stripeApiBase: stripe.url,
      webhookSecret,
      frontendUrl: 'http://frontend.test',
      throttlePerMinute: 1000,
      faithfulRaces: false,
      log: 'silent',
      ...settings,
    },
    overrides,
  ).catch(async (error: unknown) => {
    await takeDown()
    throw error
  })
  const client = createClient(api.url)

  /** Signs in a demo account by the first part of its address. */
  const signIn = async (name: string, headers: Record<string, string> = {}): Promise<string> => {
    const body = { email: `${name}@example.test`, password: demoPassword, remember: false }
    const reply = await client.post('/api/auth/login', body, { headers })
    if (reply.status !== 200) throw new Error(`${name} cannot sign in: ${JSON.stringify(reply.body)}`)
    return String(reply.at('token'))
  }

  /** Sends an event as Stripe would; `age` in seconds makes it an old one. */
  const sendEvent = (type: string, object: object, { age = 0, secret = webhookSecret } = {}) => {
    const payload = JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } })
    const time = Math.floor(Date.now() / 1000) - age
    const signature = createHmac('sha256', secret).update(`${time}.${payload}`).digest('hex')
    const headers = { 'stripe-signature': `t=${time},v1=${signature}` }
    return client.call('POST', '/api/payments/webhook', { body: payload, headers })
  }

  /** Mails so far, oldest first. */
  const mails = async (): Promise<Mail[]> => {
    const names = await readdir(join(dataDir, 'mail')).catch(() => [])
    const texts = await Promise.all(names.sort().map((name) => readFile(join(dataDir, 'mail', name), 'utf8')))
    return texts.map((text) => JSON.parse(text))
  }

  const close = async (): Promise<void> => {
    await api.close()
    await takeDown()
  }
  return { ...client, url: api.url, database, stripe, dataDir, signIn, sendEvent, mails, close }
}

export type Bench = Awaited<ReturnType<typeof setUpBench>>
