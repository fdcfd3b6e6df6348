// The stories that some answers need before they can come about: a mail, an app, a payment made. People of the crowd
// live them, so that nobody's account is changed who is asked for later.
import { randomUUID } from 'node:crypto'
import { type NewEvent, openEventLog, paymentStream, webhookStream } from '@ticketing/event-log'
import { createLog } from '@ticketing/service-kit'
import { codeOf } from './journey/authenticator.js'
import { mailedLink } from './journey/mail.js'
import { confirmAtStripe, until } from './journey/pay.js'
import { type Person, person, signIn } from './journey/people.js'
import type { Platform } from './journey/platform.js'

/** Links that were mailed, each to be followed once. */
export interface MailedLinks {
  readonly verify: string
  readonly reset: string
  readonly confirm: string
  readonly cancel: string
}

const REGISTER = `mutation ($email: String!) { register(input: { firstName: "Una", lastName: "New", email: $email,
  password: "Demo-Password-2024!", acceptTerms: true, captchaToken: "solved" }) { __typename } }`
const FORGET = 'mutation ($email: String!) { requestPasswordReset(email: $email) }'
const MOVE = 'mutation ($email: String!) { changeEmail(email: $email) { __typename } }'
const SET_UP = 'mutation { enableTwoFactor { ... on TwoFactorSetup { secret } } }'
const SWITCH_ON = 'mutation ($code: String!) { confirmTwoFactor(code: $code) { __typename } }'
const PAY = `mutation ($cartId: ID!) { startPayment(input: { cartId: $cartId }) {
  ... on StartedPayment { clientSecret payment { uuid } }
} }`

const visitor = (number: number): string => `visitor${String(number).padStart(2, '0')}@example.test`

export async function register(url: string, email: string): Promise<string> {
  await person(url).ask(REGISTER, { email })
  return email
}

/** `first`: the number of the first of three people of the crowd whose accounts these are. */
export async function mailLinks({ url, mailFolder }: Platform, first: number): Promise<MailedLinks> {
  const newcomer = await register(url, `newcomer-${first}@example.test`)
  const [forgetful, moving, staying] = [visitor(first), visitor(first + 1), visitor(first + 2)]
  await person(url).ask(FORGET, { email: forgetful })
  const moved = `moved-${first}@example.test`
  await (await signIn(url, moving)).ask(MOVE, { email: moved })
  await (await signIn(url, staying)).ask(MOVE, { email: `never-${first}@example.test` })
  return {
    verify: await mailedLink(mailFolder, 'verify-email', newcomer),
    reset: await mailedLink(mailFolder, 'reset-password', forgetful),
    confirm: await mailedLink(mailFolder, 'confirm-email-change', moved),
    cancel: await mailedLink(mailFolder, 'cancel-email-change', staying),
  }
}

/** Begins to protect the account; the secret of the app. */
export async function beginTwoFactor(who: Person): Promise<string> {
  const { enableTwoFactor } = await who.ask<{ enableTwoFactor: { secret: string } }>(SET_UP)
  return enableTwoFactor.secret
}

/** The address of an account that asks for a code. */
export async function protectSomebody({ url }: Platform): Promise<string> {
  const email = visitor(60)
  const who = await signIn(url, email)
  await who.ask(SWITCH_ON, { code: codeOf(await beginTwoFactor(who), Date.now()) })
  return email
}

/**
 * Pays for the person's cart in a session that has ended when Stripe tells of it, so that the cart stays full. The uuid
 * of the payment.
 */
export async function payAndLeave({ url, stripeUrl }: Platform, who: Person, email: string): Promise<string> {
  const leaving = await signIn(url, email)
  const { cart } = await leaving.ask<{ cart: { id: string } }>('{ cart { id } }')
  const { startPayment } = await leaving.ask<{
    startPayment: { clientSecret: string; payment: { uuid: string } }
  }>(PAY, { cartId: cart.id })
  await leaving.ask('mutation { logout }')
  const { uuid } = startPayment.payment
  await confirmAtStripe(stripeUrl, startPayment.clientSecret)
  await until(
    () =>
      who.ask<{ payment: { status: string } }>('query ($uuid: ID!) { payment(uuid: $uuid) { status } }', {
        uuid,
      }),
    ({ payment }) => payment.status === 'PAID',
  )
  return uuid
}

/** In place of the part of the platform that would record it. */
async function record(
  { databaseUrl }: Platform,
  stream: string,
  event: Pick<NewEvent, 'type' | 'data'>,
): Promise<void> {
  const eventLog = openEventLog({ url: databaseUrl, log: createLog({ name: 'story', level: 'silent' }) })
  const context = {
    actor: { id: 'stripe', role: 'SYSTEM' },
    client: null,
    requestId: null,
    traceparent: null,
    causationId: null,
    correlationId: randomUUID(),
    observedAt: null,
  } as const
  const events = [{ id: randomUUID(), ...event, occurredAt: new Date(), context }]
  await eventLog.append([{ stream, expected: 'any', events }])
  await eventLog.close()
}

/** An event of Stripe that waits for an admin. */
export async function parkWebhook(platform: Platform, payment: string): Promise<void> {
  const webhook = `evt_${randomUUID()}`
  const data = { webhook, eventType: 'payment_intent.succeeded', payment, reason: 'Nobody answers.' }
  await record(platform, webhookStream(webhook), { type: 'WebhookParked', data })
}

/** A payment that was found to be paid. */
export async function observePayment(
  platform: Platform,
  { paymentUuid: payment, userId: owner }: { readonly paymentUuid: string; readonly userId: string },
): Promise<void> {
  const data = { payment, owner, amount: null }
  await record(platform, paymentStream(payment), { type: 'PaymentSucceeded', data })
}
