// Calls to the ticketing backend. What happens to a call stands in two lists of layers, the outermost first.
import { Pool } from 'undici'
import { BackendError, BackendInvalid, BackendRefused } from './backend-error.js'
import { parseBaseUrl } from './base-url.js'
import { createBreaker } from './breaker.js'
import { type StreamLimits, toBackendFile, toFileOrUnchanged } from './download.js'
import { createDrift, type Drift } from './drift.js'
import { openOverHttp } from './layers/open-over-http.js'
import { sendOverHttp } from './layers/over-http.js'
import { withBreaker } from './layers/with-breaker.js'
import { withDeadline } from './layers/with-deadline.js'
import { createMeters, withMetrics } from './layers/with-metrics.js'
import { withRetry } from './layers/with-retry.js'
import { withSingleFlight } from './layers/with-single-flight.js'
import type { BackendClientOptions } from './options.js'
import { parseAnswer } from './parse-answer.js'
import type { BackendCall, BackendClient, DownloadRequest } from './request.js'
import { requestContent } from './request-content.js'
import { createRetryBudget } from './retry-budget.js'
import { createWatch } from './watch.js'
import type { Send, WireFile, WireHead, WireRequest } from './wire.js'
import { toWireRequest } from './wire-request.js'

const CONNECT_TIMEOUT_MS = 2_000
const PATIENCE_MS = 1_000
const TEN_MEGABYTES = 10 * 1024 * 1024
const FIFTY_MEGABYTES = 50 * 1024 * 1024

/**
 * A client over pools of connections of its own; close it at the end.
 * @throws Error for a base URL that is not one
 */
export function createBackendClient(options: BackendClientOptions): BackendClient {
  const { now } = options
  const { origin, prefix } = parseBaseUrl(options.baseUrl)
  const pool = openPool(origin, options.connections ?? 64)
  // Apart, so that slow readers of files hold up no other call.
  const filePool = openPool(origin, options.downloadConnections ?? 32)
  const http = { prefix, maxBytes: options.maxAnswerBytes ?? TEN_MEGABYTES }
  const overHttp = { send: sendOverHttp({ ...http, pool }), open: openOverHttp({ ...http, pool: filePool }) }
  const drift = createDrift(options.metrics, options.contract)
  const report = createReport(options, drift)
  const layers = composeLayers(options, overHttp.send, overHttp.open)
  const limits = {
    now,
    timeoutMs: options.timeoutMs ?? 10_000,
    commandTimeoutMs: options.commandTimeoutMs ?? 30_000,
  }
  const streaming = {
    timeoutMs: options.downloadTimeoutMs ?? 60_000,
    maxBytes: options.maxFileBytes ?? FIFTY_MEGABYTES,
  }

  async function openFile<F>(
    { types, ...request }: DownloadRequest,
    call: BackendCall,
    toFile: (file: WireFile, wire: WireRequest, limits: StreamLimits) => F,
  ): Promise<F> {
    const asked = { ...request, method: 'GET' } as const
    const wire = toWireRequest(asked, { type: null, body: null }, call, limits)
    const own = { ...streaming, types, signal: call.signal }
    try {
      return toFile(await layers.open(wire), wire, own)
    } catch (error) {
      report(error, wire, call)
      throw error
    }
  }

  return {
    async send(request, call) {
      const content = requestContent(request)
      const wire = toWireRequest(request, content instanceof Promise ? await content : content, call, limits)
      try {
        return parseAnswer(await layers.send(wire), wire, request, drift)
      } catch (error) {
        report(error, wire, call)
        throw error
      }
    },
    download: (request, call) => openFile(request, call, toBackendFile),
    downloadIfChanged: (request, call, conditions) =>
      openFile({ ...request, headers: conditions }, call, toFileOrUnchanged),
    async close() {
      await Promise.all([pool.close(), filePool.close()])
    },
  }
}

function openPool(origin: string, connections: number): Pool {
  return new Pool(origin, { connections, connect: { timeout: CONNECT_TIMEOUT_MS } })
}

/** Breaker and budget are one for both: they are about the backend, not about what is asked. */
function composeLayers(options: BackendClientOptions, overHttp: Send, fileOverHttp: Send<WireFile>) {
  const { now, log, retry = {}, breaker = {} } = options
  const meters = createMeters(options.metrics)
  const watch = createWatch()
  const breaking = {
    breaker: createBreaker({
      now,
      log,
      failures: breaker.failures ?? 5,
      coolDownMs: breaker.coolDownMs ?? 2_000,
    }),
    now,
    patienceMs: PATIENCE_MS,
  }
  const retrying = {
    now,
    random: options.random ?? Math.random,
    budget: createRetryBudget({ share: retry.share ?? 0.1, burst: retry.burst ?? 10 }),
    attempts: retry.attempts ?? 3,
    baseDelayMs: retry.baseDelayMs ?? 50,
    onRetry: meters.retry,
  }
  const surely = <A extends WireHead>(next: Send<A>) => withRetry(withBreaker(next, breaking), retrying)
  const measured = <A extends WireHead>(next: Send<A>) =>
    withMetrics(withDeadline(next, { now, watch }), { meters, now })
  return {
    // Sharing stands inside the deadline: each waiter has its own, and the shared call lives until the last has left.
    send: measured(withSingleFlight(surely(overHttp), { onShared: meters.shared })),
    open: measured(surely(fileOverHttp)),
  }
}

/** The operator hears of what is wrong with the backend; a refusal below 500 is between client and backend. */
const createReport =
  ({ log, onTokenRefused }: BackendClientOptions, drift: Drift) =>
  (error: unknown, wire: WireRequest, { token }: BackendCall) => {
    if (error instanceof BackendInvalid) drift.invalid(wire, error.fields)
    if (!(error instanceof BackendError)) return
    if (error.status === 401 && token !== null) onTokenRefused?.(token)
    if (!isFault(error)) return
    log.warn({ code: error.code, status: error.status, requestId: wire.requestId }, error.message)
  }

function isFault(error: BackendError): boolean {
  // An open breaker has been logged once, when it opened.
  if (error instanceof BackendRefused) return false
  if (error instanceof BackendInvalid && error.fields.length === 0) return false
  return error.status < 400 || error.status >= 500
}
