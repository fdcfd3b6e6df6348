// The load generator, apart from what it measures: so many requests at a time, each answered before the next is sent.
import { type Dispatcher, Pool } from 'undici'
import { endWithParent, settingsOf, tell } from './child.js'

export interface LoadOrder {
  readonly url: string
  /** Sent in turn. */
  readonly requests: readonly { readonly headers: Record<string, string>; readonly body: string }[]
  readonly concurrency: number
  readonly durationMs: number
}

export interface LoadResult {
  readonly requests: number
  /** Answers that were not 200, or held errors. */
  readonly failures: number
  /** From the first request to the last answer. */
  readonly elapsedMs: number
  readonly p50Ms: number
  readonly p99Ms: number
}

const ERRORS = Buffer.from('"errors"')

/** One request; resolves with whether the answer is good. */
function send(pool: Pool, options: Dispatcher.DispatchOptions): Promise<boolean> {
  return new Promise((resolve) => {
    let status = 0
    const chunks: Buffer[] = []
    pool.dispatch(options, {
      // Has to be there: by it undici knows which kind of handler this is.
      onRequestStart: () => undefined,
      onResponseStart: (_controller, statusCode) => {
        status = statusCode
      },
      onResponseData: (_controller, chunk) => {
        chunks.push(chunk)
      },
      onResponseEnd: () => {
        const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)
        resolve(status === 200 && !body.includes(ERRORS))
      },
      onResponseError: () => resolve(false),
    })
  })
}

const quantile = (sorted: Float64Array, part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0

const pools = new Map<string, Pool>()

function poolOf(url: string, concurrency: number): Pool {
  const key = `${url} ${concurrency}`
  const pool = pools.get(key) ?? new Pool(new URL(url).origin, { connections: concurrency, pipelining: 1 })
  pools.set(key, pool)
  return pool
}

async function run({ url, requests, concurrency, durationMs }: LoadOrder): Promise<LoadResult> {
  const pool = poolOf(url, concurrency)
  const path = new URL(url).pathname
  const times: number[] = []
  let failures = 0
  let next = 0
  const started = performance.now()
  const ends = started + durationMs

  async function client(): Promise<void> {
    while (performance.now() < ends) {
      const request = requests[next++ % requests.length]
      if (request === undefined) return
      const sent = performance.now()
      const isGood = await send(pool, { method: 'POST', path, ...request })
      times.push(performance.now() - sent)
      if (!isGood) failures += 1
    }
  }
  await Promise.all(Array.from({ length: concurrency }, client))
  const elapsedMs = performance.now() - started
  const sorted = Float64Array.from(times).sort()
  const [p50Ms, p99Ms] = [quantile(sorted, 0.5), quantile(sorted, 0.99)]
  return { requests: times.length, failures, elapsedMs, p50Ms, p99Ms }
}

await settingsOf()
process.on('message', (order: LoadOrder) => {
  run(order).then(tell, (fault: unknown) => {
    process.stderr.write(`${String(fault)}\n`)
    process.exit(1)
  })
})
endWithParent()
tell({ ready: '' })
