// What happened behind our back: reads the backend's lists and records what the log does not know. See scans.rules.ts for
// what is read.
import { CodedError, type Database, type Locks } from '@ticketing/service-kit'
import { createCompare } from './compare.js'
import { createProgressStore, type Pass } from './progress-store.js'
import { createReadPage, type ReadPageParts } from './read-page.js'
import type { RecordUnseenParts } from './record-unseen.js'
import { runScan, type ScanProgress } from './run-scan.js'
import { nextSince, scansOf } from './scans.rules.js'

const LOCK = 'reconcile:all'
const PATIENCE_MS = 500

/** What a run did. */
export interface Reconciled {
  readonly rows: number
  /** How many events were recorded. */
  readonly events: number
  /** Rows that were left for the next run: somebody is at work on them, or was a moment ago. */
  readonly left: number
}

export interface Reconciler {
  /**
   * Compares what has changed since the last run; the first one imports everything. One at a time over all processes:
   * CONFLICT while another is at work. What stops it half-way keeps its place.
   */
  run(options: {
    readonly signal: AbortSignal
    onProgress?(progress: ScanProgress): void
  }): Promise<Reconciled>
  /** Whether the last run, by whatever process, is so long ago. */
  isDue(everyMs: number): Promise<boolean>
}

export interface ReconcilerParts extends RecordUnseenParts, ReadPageParts {
  readonly database: Pick<Database, 'query'>
  readonly locks: Pick<Locks, 'withLock'>
}

interface Tally {
  rows: number
  events: number
  left: number
}

const earlier = (a: Date | null, b: Date): Date => (a === null || b < a ? b : a)

export function createReconciler(parts: ReconcilerParts): Reconciler {
  const store = createProgressStore(parts.database)

  async function runPass(
    pass: Pass,
    tally: Tally,
    { signal, onProgress = () => undefined }: Parameters<Reconciler['run']>[0],
  ): Promise<void> {
    const readPage = createReadPage(parts, signal)
    const compare = createCompare(parts)
    let at = pass
    for (const scan of scansOf(pass).slice(pass.scan)) {
      await runScan(
        {
          readPage,
          compare,
          async onPage(progress, compared) {
            for (const { recorded, changedAt } of compared) {
              tally.rows += 1
              if (recorded.kind === 'recorded') tally.events += recorded.events
              else {
                tally.left += 1
                at = { ...at, leftFrom: earlier(at.leftFrom, changedAt) }
              }
            }
            at = { ...at, pages: at.pages + 1 }
            await store.advance(at)
            onProgress(progress)
          },
        },
        scan,
        at,
      )
      at = { ...at, scan: at.scan + 1, pages: 0 }
      await store.advance(at)
    }
    await store.finish(nextSince(at), new Date(parts.now()))
  }

  return {
    async isDue(everyMs) {
      const last = await store.finishedAt()
      return last === null || parts.now() - last.getTime() >= everyMs
    },
    run: (options) =>
      parts.locks.withLock(LOCK, { deadline: parts.now() + PATIENCE_MS }, async ({ lost }) => {
        const signal = AbortSignal.any([options.signal, lost])
        const tally: Tally = { rows: 0, events: 0, left: 0 }
        const begin = () => store.begin(new Date(parts.now()))
        const pass = await begin()
        await runPass(pass, tally, { ...options, signal })
        // The baseline ends with yesterday.
        if (pass.since === null) await runPass(await begin(), tally, { ...options, signal })
        return tally
      }),
  }
}

/** Whether another process is at work on it. */
export const isBusy = (fault: unknown): boolean => fault instanceof CodedError && fault.code === 'CONFLICT'
