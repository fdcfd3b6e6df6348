// One request over a connection of a pool, and its whole answer; without streams, which cost more than short answers.
import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'

export interface HttpAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** As it came, maybe compressed. */
  readonly body: Buffer
}

/** There is no answer, or not all of one. */
export class LostExchange extends Error {
  /** Whether anything of an answer had come. */
  readonly isAnswered: boolean

  constructor(cause: unknown, isAnswered: boolean) {
    super(String(cause), { cause })
    this.isAnswered = isAnswered
  }
}

interface Settle {
  readonly resolve: (answer: HttpAnswer) => void
  readonly reject: (fault: LostExchange) => void
}

class Reader implements Dispatcher.DispatchHandler {
  readonly #signal: AbortSignal
  readonly #settle: Settle
  readonly #chunks: Buffer[] = []
  #controller: Dispatcher.DispatchController | null = null
  #status = 0
  #headers: IncomingHttpHeaders = {}

  constructor(signal: AbortSignal, settle: Settle) {
    this.#signal = signal
    this.#settle = settle
    signal.addEventListener('abort', this.#abort)
  }

  readonly #abort = (): void => {
    const reason = new Error('nobody waits for it')
    this.#controller?.abort(reason)
    this.#fail(reason)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    // It was waiting for a connection when it was given up.
    if (this.#signal.aborted) this.#abort()
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    this.#status = status
    this.#headers = headers
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    this.#signal.removeEventListener('abort', this.#abort)
    const [only] = this.#chunks
    const body = this.#chunks.length === 1 && only !== undefined ? only : Buffer.concat(this.#chunks)
    this.#settle.resolve({ status: this.#status, headers: this.#headers, body })
  }

  onResponseError(_controller: Dispatcher.DispatchController, fault: Error): void {
    this.#fail(fault)
  }

  #fail(fault: Error): void {
    this.#signal.removeEventListener('abort', this.#abort)
    this.#settle.reject(new LostExchange(fault, this.#status > 0))
  }
}

/** Rejects with a LostExchange; the signal ends the request, also where it has not begun. Redirects are not followed. */
export function exchange(
  pool: Dispatcher,
  request: Dispatcher.DispatchOptions,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    pool.dispatch(request, new Reader(signal, { resolve, reject }))
  })
}
