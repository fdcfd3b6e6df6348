// One list, page by page, each row compared with the log.
import type { Compare, Compared } from './compare.js'
import type { Pass } from './progress-store.js'
import { PER_PAGE, pagesIn, type ReadPage } from './read-page.js'
import type { Scan } from './scans.rules.js'
import { paymentPage } from './seen-payment.js'
import { ticketPage } from './seen-ticket.js'

/** How far a scan has come, for whoever watches. */
export interface ScanProgress {
  readonly name: string
  /** Rows. */
  readonly done: number
  readonly total: number
}

export interface RunScanParts {
  readonly readPage: ReadPage
  readonly compare: Compare
  /** Keeps what was done, after each page. `compared`: its rows. */
  onPage(progress: ScanProgress, compared: readonly Compared[]): Promise<void>
}

interface Page {
  readonly compared: readonly Compared[]
  readonly total: number
  /** Whether the rest of the list is older than what is looked for. */
  readonly isLast: boolean
}

async function eachOf<Row>(
  rows: readonly Row[],
  compare: (row: Row) => Promise<Compared>,
): Promise<Compared[]> {
  const compared: Compared[] = []
  for (const row of rows) compared.push(await compare(row))
  return compared
}

async function readAndCompare(
  { readPage, compare }: RunScanParts,
  scan: Scan,
  since: Date | null,
  page: number,
): Promise<Page> {
  const { query } = scan
  if (scan.list === 'tickets') {
    const { rows, total } = await readPage({ route: '/api/tickets', query, answer: ticketPage }, page)
    // The list is newest first.
    return { compared: await eachOf(rows.toReversed(), compare.ticket), total, isLast: false }
  }
  const { rows, total } = await readPage({ route: '/api/payments', query, answer: paymentPage }, page)
  const { newestBy } = scan
  const isOld = (row: (typeof rows)[number]) =>
    newestBy !== null && since !== null && (row[newestBy]?.getTime() ?? 0) < since.getTime()
  const wanted = rows.filter((row) => !isOld(row))
  const compared = await eachOf(wanted, compare.payment)
  return { compared, total, isLast: wanted.length < rows.length }
}

/** The number of the last page, from which a list that stays as it is can be read. */
async function lastPageOf({ readPage }: RunScanParts, { query }: Scan): Promise<number> {
  return pagesIn((await readPage({ route: '/api/tickets', query, answer: ticketPage }, 1)).total)
}

/** Goes on after `pass.pages` pages. */
export async function runScan(parts: RunScanParts, scan: Scan, pass: Pass): Promise<void> {
  const last = scan.fromEnd ? await lastPageOf(parts, scan) : null
  for (let done = pass.pages; last === null || done < last; done += 1) {
    const number = last === null ? done + 1 : last - done
    const { compared, total, isLast } = await readAndCompare(parts, scan, pass.since, number)
    const rows = isLast ? total : Math.min(total, (done + 1) * PER_PAGE)
    await parts.onPage({ name: scan.name, done: rows, total }, compared)
    if (isLast || done + 1 >= pagesIn(total)) return
  }
}
