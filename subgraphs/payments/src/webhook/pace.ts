// How fast webhooks are worked off, and how long anything about them may take.

const SECOND = 1000
const MINUTE = 60 * SECOND

/** In milliseconds where nothing else is said. */
export interface WebhookPace {
  /** Stripe gets its answer within 2 s; storing may take so much of that. */
  readonly storeWithinMs: number
  /** How many payments are worked on at a time in this process: the backend makes tickets for seconds. */
  readonly parallel: number
  /** Between two looks for events that another process took, or whose time has come. */
  readonly lookEveryMs: number
  /** A claim ends so long after its holder was last heard of. */
  readonly leaseMs: number
  /** How long to wait for a refund or another command on the same payment. */
  readonly waitMs: number
  /** What the backend may take to make tickets, their files and a mail. */
  readonly relayMs: number
  /** Tickets of a paid payment may be missing for so long: the backend says PAID before it has made them. */
  readonly ticketsWithinMs: number
  /** The pause after the first attempt; it doubles with each, up to the longest. */
  readonly firstPauseMs: number
  readonly longestPauseMs: number
  /** What was tried for so long, and no less often than this, is parked. */
  readonly giveUpAfterMs: number
  readonly giveUpAttempts: number
  /** Between two looks for releases that were not heard. */
  readonly releasesEveryMs: number
  /** How long closing waits for what is under way. */
  readonly closeWithinMs: number
  /** How long the ids of what was done are kept. Stripe sends an event again for days, by hand for weeks. */
  readonly rememberDays: number
}

export const WEBHOOK_PACE: WebhookPace = {
  storeWithinMs: 1.5 * SECOND,
  parallel: 4,
  lookEveryMs: SECOND,
  leaseMs: 30 * SECOND,
  waitMs: 20 * SECOND,
  relayMs: MINUTE,
  ticketsWithinMs: 2 * MINUTE,
  firstPauseMs: SECOND,
  longestPauseMs: 5 * MINUTE,
  giveUpAfterMs: 24 * 60 * MINUTE,
  giveUpAttempts: 10,
  releasesEveryMs: 30 * SECOND,
  closeWithinMs: 15 * SECOND,
  rememberDays: 35,
}
