// The innermost layer for everything but files: one exchange over undici, its answer read whole. Redirects are not
// followed, packed answers are not unpacked.
import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'
import { answerHeaders, isPacked } from '../answer-headers.js'
import { invalidAnswer, toTransportError } from '../transport-errors.js'
import type { Wait } from '../wait.js'
import type { AnswerHeaders, Send, WireAnswer, WireRequest } from '../wire.js'

export interface OverHttpOptions {
  readonly pool: Dispatcher
  /** The base URL's path, '' or '/prefix'. */
  readonly prefix: string
  /** The largest answer that is read into memory. */
  readonly maxBytes: number
}

/** Reads every answer whole. */
export function sendOverHttp({ pool, prefix, maxBytes }: OverHttpOptions): Send {
  return (request, wait) => {
    const exchange = new Exchange(request, wait, maxBytes)
    pool.dispatch(
      {
        method: request.method,
        path: prefix + request.target,
        headers: request.headers,
        body: request.body,
      },
      exchange,
    )
    return exchange.answer
  }
}

const NOTHING = Buffer.alloc(0)

/** Collects the answer as undici hands it over: its `request` would build a stream for it, at a third of a call's cost. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly answer: Promise<WireAnswer>
  #resolve: (answer: WireAnswer) => void = () => {}
  #reject: (error: Error) => void = () => {}
  #controller: Dispatcher.DispatchController | null = null
  #status = 0
  #headers: AnswerHeaders | null = null
  #bytes = 0
  #body: Buffer = NOTHING
  // Only where the body comes in several parts.
  #parts: Buffer[] | null = null

  constructor(
    readonly request: WireRequest,
    readonly wait: Wait,
    readonly maxBytes: number,
  ) {
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    wait.onEnd = (reason) => this.#end(reason)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.wait.endedBy !== null) controller.abort(this.wait.endedBy)
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // 1xx only announce an answer.
    if (status < 200) return
    this.#status = status
    this.#headers = answerHeaders(headers)
    if (isPacked(headers)) this.#end(invalidAnswer(this.request, 'the answer is packed', status))
    else if ((this.#headers.contentLength ?? 0) > this.maxBytes) this.#end(this.#tooLarge())
  }

  onResponseData(_: Dispatcher.DispatchController, part: Buffer): void {
    this.#bytes += part.length
    if (this.#bytes > this.maxBytes) this.#end(this.#tooLarge())
    else if (this.#body === NOTHING) this.#body = part
    else {
      this.#parts ??= [this.#body]
      this.#parts.push(part)
    }
  }

  onResponseEnd(): void {
    if (this.#headers === null) return
    const body = this.#parts === null ? this.#body : Buffer.concat(this.#parts, this.#bytes)
    this.#leave()
    this.#resolve({ status: this.#status, headers: this.#headers, body })
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.#leave()
    this.#reject(this.wait.endedBy ?? toTransportError(error, this.request))
  }

  /** What waits must not hold what has ended: V8 would keep one call for the sake of another, and collect none young. */
  #leave(): void {
    this.wait.onEnd = null
  }

  #tooLarge(): Error {
    return invalidAnswer(this.request, `the answer is larger than ${this.maxBytes} bytes`)
  }

  /** At once for whoever waits: one that stands in line for a connection cannot be aborted yet. */
  #end(reason: Error): void {
    this.#reject(reason)
    this.#controller?.abort(reason)
  }
}
