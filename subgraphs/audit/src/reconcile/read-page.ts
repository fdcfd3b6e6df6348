// Pages of the backend's lists, as the service account, no faster than so many a second.
import type { BackendCall, BackendClient, ServiceAccount } from '@ticketing/backend-client'
import type { z } from 'zod'
import type { ListPage } from './backend-words.js'

/** Rows of a page: the most that the backend gives. */
export const PER_PAGE = 100
const ANSWER_MS = 30_000

export interface ReadPageParts {
  readonly backend: Pick<BackendClient, 'send'>
  readonly serviceAccount: ServiceAccount
  /** Epoch milliseconds. */
  readonly now: () => number
  /** A fresh UUID. */
  readonly newId: () => string
  /** Resolves after so many milliseconds; rejects when the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** At least so many milliseconds from one page to the next. */
  readonly pageEveryMs: number
}

export interface PageRequest<Row> {
  readonly route: '/api/payments' | '/api/tickets'
  readonly query: Readonly<Record<string, string>>
  readonly answer: z.ZodType<ListPage<Row>>
}

/** How many pages a list of so many rows has; an empty one has none. */
export const pagesIn = (total: number): number => Math.ceil(total / PER_PAGE)

export type ReadPage = <Row>(request: PageRequest<Row>, page: number) => Promise<ListPage<Row>>

/** `signal` ends waiting and reading. */
export function createReadPage(parts: ReadPageParts, signal: AbortSignal): ReadPage {
  const { backend, serviceAccount, now, newId, wait, pageEveryMs } = parts
  let free = 0
  const base = (): Omit<BackendCall, 'token'> => ({
    guestCartId: null,
    language: 'en',
    requestId: `reconcile-${newId()}`,
    deadline: now() + ANSWER_MS,
    signal,
  })
  return async ({ route, query, answer }, page) => {
    const early = free - now()
    if (early > 0) await wait(early, signal)
    signal.throwIfAborted()
    free = now() + pageEveryMs
    const request = { method: 'GET', route, query: { ...query, page, per_page: PER_PAGE }, answer } as const
    return serviceAccount.run(base(), (call) => backend.send(request, call))
  }
}
