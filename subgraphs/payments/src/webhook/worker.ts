// Works events off: takes what is due, several payments at a time, and writes down how each attempt went.
import { errorCodeOf } from '@ticketing/service-kit'
import type { PaymentsLog } from '../parts.js'
import type { ClaimedWebhook, Inbox } from './inbox.js'
import type { WebhookPace } from './pace.js'
import { startRepeating } from './repeating.js'
import { isGivenUp, pauseAfter } from './retry.rules.js'

/** How one attempt on an event went. `parked`: trying again would not help, an admin must look at it. */
export type Attempt =
  | { readonly kind: 'done'; readonly outcome: string }
  | { readonly kind: 'later'; readonly reason: string }
  | { readonly kind: 'parked'; readonly reason: string }

export interface WorkerOptions {
  readonly inbox: Inbox
  /** What it throws counts as `later`. */
  readonly work: (webhook: ClaimedWebhook) => Promise<Attempt>
  /** Tells the log, before the inbox: nothing is parked that nobody can see. */
  readonly recordParked: (webhook: ClaimedWebhook, reason: string) => Promise<void>
  readonly pace: WebhookPace
  /** From 0 to 1. */
  readonly random: () => number
  readonly onAttempt: (attempt: Attempt) => void
  readonly log: PaymentsLog
}

export interface Worker {
  /** There may be something to do. */
  wake(): void
  /** Takes nothing more; waits for what is under way, within the time. What is not finished then is tried again later. */
  close(): Promise<void>
}

export function startWorker(options: WorkerOptions): Worker {
  const { inbox, pace, log } = options
  const running = new Set<Promise<void>>()
  const givenUp = new AbortController()
  let closing = false

  async function look(): Promise<void> {
    const free = pace.parallel - running.size
    if (free === 0) return
    const claimed = await inbox.claim(free, pace.leaseMs)
    for (const webhook of claimed) begin(webhook)
  }

  function begin(webhook: ClaimedWebhook): void {
    const task = (closing ? giveBack(inbox, webhook) : tryOnce(options, webhook, givenUp.signal))
      .catch((err: unknown) => {
        // Its claim ends by itself, and it is taken again.
        log.warn({ err, webhook: webhook.id }, 'how an event of Stripe went could not be written down')
      })
      .finally(() => {
        running.delete(task)
        // The next event of the same payment may go on now.
        looking.now()
      })
    running.add(task)
  }

  const looking = startRepeating({ name: 'looking for webhooks', everyMs: pace.lookEveryMs, work: look, log })
  return {
    wake: looking.now,
    async close() {
      closing = true
      await looking.close()
      await within(pace.closeWithinMs, Promise.all(running))
      givenUp.abort()
    },
  }
}

const giveBack = (inbox: Inbox, webhook: ClaimedWebhook) =>
  inbox.retry(webhook, { afterMs: 0, reason: 'the process that took it stopped' })

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, late])
  clearTimeout(timer)
}

async function tryOnce(options: WorkerOptions, webhook: ClaimedWebhook, givenUp: AbortSignal): Promise<void> {
  const { inbox, pace, log } = options
  const renewal = setInterval(() => {
    if (givenUp.aborted) return clearInterval(renewal)
    // One that fails is not the end: there are two more before the claim is.
    inbox.renew(webhook, pace.leaseMs).catch(() => undefined)
  }, pace.leaseMs / 3).unref()
  try {
    const attempt = judged(await workOn(options, webhook), webhook, pace)
    await writeDown(options, webhook, attempt)
    options.onAttempt(attempt)
    const { id, type, payment, attempts } = webhook
    log.info({ webhook: id, type, payment, attempts, ...attempt }, 'an event of Stripe was worked on')
  } finally {
    clearInterval(renewal)
  }
}

async function workOn({ work, log }: WorkerOptions, webhook: ClaimedWebhook): Promise<Attempt> {
  try {
    return await work(webhook)
  } catch (err) {
    log.warn(
      { err, webhook: webhook.id, payment: webhook.payment },
      'an event of Stripe could not be worked off',
    )
    return { kind: 'later', reason: errorCodeOf(err) ?? 'INTERNAL_SERVER_ERROR' }
  }
}

function judged(attempt: Attempt, webhook: ClaimedWebhook, pace: WebhookPace): Attempt {
  if (attempt.kind !== 'later' || !isGivenUp(webhook, pace)) return attempt
  return { kind: 'parked', reason: `It was tried ${webhook.attempts} times, at last: ${attempt.reason}` }
}

async function writeDown(options: WorkerOptions, webhook: ClaimedWebhook, attempt: Attempt): Promise<void> {
  const { inbox, pace, random } = options
  switch (attempt.kind) {
    case 'done':
      return inbox.finish(webhook, attempt.outcome)
    case 'later': {
      const afterMs = pauseAfter(webhook.attempts, pace, random())
      return inbox.retry(webhook, { afterMs, reason: attempt.reason })
    }
    case 'parked':
      await options.recordParked(webhook, attempt.reason)
      return inbox.park(webhook, attempt.reason)
  }
}
