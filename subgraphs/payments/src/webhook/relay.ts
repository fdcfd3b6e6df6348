// One event, alone with its payment: whether the backend must hear of it, passing it on, and what that did.
import { BackendError } from '@ticketing/backend-client'
import type { Held, Outcome } from '@ticketing/event-log'
import { askWith, type CallBase } from '../backend/ask.js'
import { sendStripeEvent } from '../backend/stripe-event.js'
import { type PaymentsParts, required } from '../parts.js'
import type { ClaimedWebhook } from './inbox.js'
import { type AskedPayment, type PaymentSight, readSight } from './payment-sight.js'
import { judgeRelay, type NotPassedOn } from './relay.rules.js'
import { toPaymentEvent } from './relayed-event.js'

/** What is at hand while the payment is ours. */
export interface RelayJob {
  readonly webhook: ClaimedWebhook
  readonly payment: AskedPayment
  readonly base: CallBase
  /** What passing it on may take, in milliseconds. */
  readonly relayMs: number
}

/** `settled`: the backend knows what this event tells, or must not hear of it. */
export type Relayed =
  | { readonly kind: 'settled'; readonly outcome: 'PASSED_ON' | NotPassedOn; readonly sight: PaymentSight }
  | { readonly kind: 'later'; readonly reason: string }
  | { readonly kind: 'parked'; readonly reason: string }

/** Throws what does not say what became of the event: its intent stays open until somebody has found out. */
export async function relay(parts: PaymentsParts, job: RelayJob, held: Held): Promise<Outcome<Relayed>> {
  const sight = await readSight(parts, job.base, job.payment)
  const step = judge(job, sight)
  if (step !== 'PASS_ON') return settled(job, step, sight)
  const refusal = await passOn(parts, job, held)
  if (refusal === null) return settled(job, 'PASSED_ON', sight)
  if (isForGood(refusal)) return { value: { kind: 'parked', reason: textOf(refusal) }, refused: refusal.code }
  // The backend says PAID before it makes tickets: it may have failed after that.
  const after = await readSight(parts, { ...job.base, deadline: parts.now() + SIGHT_MS }, job.payment)
  const stepAfter = judge(job, after)
  if (stepAfter !== 'PASS_ON') return settled(job, stepAfter, after)
  return { value: { kind: 'later', reason: textOf(refusal) }, refused: refusal.code }
}

const SIGHT_MS = 10_000

const judge = ({ webhook: { overtaken }, payment: { verdict, known } }: RelayJob, { status }: PaymentSight) =>
  judgeRelay({ verdict, status, superseded: known?.superseded ?? false, overtaken })

function settled(job: RelayJob, outcome: 'PASSED_ON' | NotPassedOn, sight: PaymentSight): Outcome<Relayed> {
  const value = { kind: 'settled', outcome, sight } as const
  const event = toPaymentEvent(job, outcome, sight)
  return event === null ? { value, nothing: outcome } : { value, events: [event] }
}

/** Null when the backend took it; its refusal when it answered another thing. */
async function passOn(parts: PaymentsParts, { webhook, base, relayMs }: RelayJob, held: Held) {
  const secret = required(parts.secrets.ticketingWebhookSecret, 'TICKETING_WEBHOOK_SECRET')
  held.ensureAlone()
  const now = parts.now()
  const ask = askWith(parts.backend, { ...base, deadline: now + relayMs }, null)
  try {
    await sendStripeEvent(ask, { body: webhook.body, secret, now, timeoutMs: relayMs })
    return null
  } catch (fault) {
    if (fault instanceof BackendError && hasEnded(fault)) return fault
    throw fault
  }
}

// What stands before the backend says 502 and 504 while the backend may still be at work.
const hasEnded = ({ status }: BackendError): boolean => status >= 400 && status !== 502 && status !== 504

// 408 and 429 ask for patience; what else is the asker's fault stays so, until an admin has looked at it.
const isForGood = ({ status }: BackendError): boolean => status < 500 && status !== 408 && status !== 429

const textOf = ({ status, backendCode }: BackendError): string =>
  backendCode === null
    ? `The backend answered ${status}.`
    : `The backend answered ${status} (${backendCode}).`
