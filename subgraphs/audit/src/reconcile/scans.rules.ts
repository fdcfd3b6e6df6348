// Which lists of the backend are read, in which order, to see what changed since some moment. Pure.
import type { Pass } from './progress-store.js'

interface Asked {
  /** For people, such as `new payments`. */
  readonly name: string
  readonly query: Readonly<Record<string, string>>
}

/**
 * One list, asked in one way. `newestBy`: it is newest first by this moment, and done at the first row that is older than
 * `since`; null: it is read to the end. `fromEnd`: it stays as it is, and is read from its end, so that the oldest come first.
 */
export type Scan =
  | (Asked & {
      readonly list: 'payments'
      readonly newestBy: 'paidAt' | 'refundedAt' | null
      readonly fromEnd: false
    })
  | (Asked & { readonly list: 'tickets'; readonly newestBy: null; readonly fromEnd: boolean })

const DAY_MS = 86_400_000
// Stripe repeats an event for three days.
const LATE_FAILURE_MS = 7 * DAY_MS

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10)
const before = (moment: Date, ms: number): Date => new Date(moment.getTime() - ms)

const OLDEST_FIRST = { sort_by: 'created_at', sort_order: 'asc' }

const PAYMENTS = { name: 'payments', list: 'payments', newestBy: null, fromEnd: false } as const
const TICKETS = { name: 'tickets', list: 'tickets', newestBy: null, fromEnd: false } as const

/** Lists that new rows only ever join, so that no row is passed over when they do while pages are read. */
function changes(since: Date): readonly Scan[] {
  const newest = (sort_by: string) => ({ sort_by, sort_order: 'desc' })
  const failed = { status: 'failed', date_from: dayOf(before(since, LATE_FAILURE_MS)), ...OLDEST_FIRST }
  return [
    { ...PAYMENTS, name: 'new payments', query: { date_from: dayOf(since), ...OLDEST_FIRST } },
    { ...PAYMENTS, name: 'paid payments', query: newest('paid_at'), newestBy: 'paidAt' },
    { ...PAYMENTS, name: 'refunds', query: newest('refunded_at'), newestBy: 'refundedAt' },
    { ...PAYMENTS, name: 'failed payments', query: failed },
    { ...TICKETS, query: { updated_from: dayOf(since) } },
  ]
}

/** Up to the day before, of which the lists stay as they are; what changed since then is for the next pass. */
function baseline(startedAt: Date): readonly Scan[] {
  const day = dayOf(before(startedAt, DAY_MS))
  return [
    { ...PAYMENTS, query: { date_to: day, ...OLDEST_FIRST } },
    { ...TICKETS, query: { created_to: day }, fromEnd: true },
  ]
}

export const scansOf = ({ since, startedAt }: Pick<Pass, 'since' | 'startedAt'>): readonly Scan[] =>
  since === null ? baseline(startedAt) : changes(since)

/** The clocks differ, and what is young is left for later. */
const OVERLAP_MS = 3_600_000

/** Where the next pass begins. */
export function nextSince({ since, startedAt, leftFrom }: Pass): Date {
  // A baseline ends with the day before.
  const seen = before(startedAt, since === null ? DAY_MS : OVERLAP_MS)
  return leftFrom !== null && leftFrom < seen ? leftFrom : seen
}
