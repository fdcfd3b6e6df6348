// Public answers of the catalogue, kept for some seconds: lists and products as everybody sees them, by language. What
// must be as of now (a stock, what is charged) is asked for without `mayBeKept` and never comes from here.
import type { BackendCall, BackendClient, BackendRequest } from '@ticketing/backend-client'

export interface KeptCatalogueOptions {
  /** How long an answer is kept; 0 keeps none. */
  readonly seconds: number
  readonly metrics: {
    counter(name: string, help: string, labels: string[]): { inc(labels: Record<string, string>): void }
  }
  /** Epoch milliseconds. */
  readonly now: () => number
}

interface Kept {
  readonly answer: unknown
  readonly until: number
}

/** A page of a hundred products is some 60 kB: at the very most 12 MB. */
const MOST = 200

/** After these the catalogue may say something else: a product, or which of them are still on sale. */
const CHANGES: ReadonlySet<string> = new Set([
  'POST /api/products',
  'POST /api/products/{product}',
  'PATCH /api/products/{product}/pricing',
  'POST /api/payments/webhook',
  'POST /api/tickets',
  'PUT /api/tickets/admin/{id}/status',
])

type Asked = BackendRequest<unknown>

const changes = ({ method, route }: Asked): boolean => CHANGES.has(`${method} ${route}`)

// Both: what is not public is asked for with the caller's token, and could be anything.
const mayBeKept = (request: Asked): boolean =>
  request.method === 'GET' && request.public === true && request.mayBeKept === true

/** Nothing of the caller but the language: the backend is not told who asks either. */
const keyOf = ({ route, params, query }: Asked, { language }: BackendCall): string =>
  JSON.stringify([route, params, query, language])

/**
 * The client, with its public answers kept. Hand it to everything in the process that sends commands: each that changes
 * the catalogue drops all that is kept, as soon as it has ended. Other processes learn of it when their time is over.
 */
export function withKeptCatalogue<Client extends Pick<BackendClient, 'send'>>(
  client: Client,
  { seconds, metrics, now }: KeptCatalogueOptions,
): Client {
  if (seconds === 0) return client
  const asked = metrics.counter(
    'catalogue_cache_total',
    'Public answers of the catalogue, kept or asked for',
    ['outcome'],
  )
  const kept = new Map<string, Kept>()
  // What was asked for before a command ended may show the state before it.
  let era = 0

  const drop = () => {
    era += 1
    kept.clear()
  }
  const keep = (key: string, answer: unknown) => {
    kept.delete(key)
    kept.set(key, { answer, until: now() + seconds * 1_000 })
    const [oldest] = kept.keys()
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest)
  }
  const send = async <T>(request: BackendRequest<T>, call: BackendCall): Promise<T> => {
    if (changes(request)) return client.send(request, call).finally(drop)
    if (!mayBeKept(request)) return client.send(request, call)
    const key = keyOf(request, call)
    const found = kept.get(key)
    if (found !== undefined && now() < found.until) {
      asked.inc({ outcome: 'hit' })
      // Two requests of one key have one route, which has one shape.
      return found.answer as T
    }
    asked.inc({ outcome: 'miss' })
    const asOf = era
    const answer = await client.send(request, call)
    if (asOf === era) keep(key, answer)
    return answer
  }
  return { ...client, send }
}
