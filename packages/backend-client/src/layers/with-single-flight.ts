// Equal GETs of one caller that are under way at the same time share one answer (its bytes: each parses its own).
import type { Send, WireAnswer, WireRequest } from '../wire.js'

interface Flight {
  readonly answer: Promise<WireAnswer>
  readonly controller: AbortController
  waiting: number
}

export function withSingleFlight(next: Send, { onShared }: { onShared: (route: string) => void }): Send {
  const flights = new Map<string, Flight>()

  const takeOff = (key: string, request: WireRequest): Flight => {
    // A signal of its own: whoever leaves, the others stay.
    const controller = new AbortController()
    const answer = next({ ...request, signal: controller.signal })
    const flight: Flight = { answer, controller, waiting: 0 }
    const land = () => forget(key, flight)
    answer.then(land, land)
    flights.set(key, flight)
    return flight
  }
  const forget = (key: string, flight: Flight) => {
    if (flights.get(key) === flight) flights.delete(key)
  }
  const join = async (key: string, flight: Flight, signal: AbortSignal): Promise<WireAnswer> => {
    flight.waiting += 1
    const left = whenAborted(signal)
    try {
      return await Promise.race([flight.answer, left.promise])
    } finally {
      left.close()
      flight.waiting -= 1
      if (flight.waiting === 0 && signal.aborted) {
        forget(key, flight)
        flight.controller.abort(signal.reason)
      }
    }
  }

  return async (request) => {
    const key = request.flightKey
    // Nobody may join a read that began before a command ended: it could show the state before it.
    if (key === null) return next(request).finally(() => flights.clear())
    const underWay = flights.get(key)
    if (underWay !== undefined) onShared(request.route)
    return join(key, underWay ?? takeOff(key, request), request.signal)
  }
}

function whenAborted(signal: AbortSignal): { promise: Promise<never>; close(): void } {
  let close = () => {}
  const promise = new Promise<never>((_resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    close = () => signal.removeEventListener('abort', abort)
  })
  return { promise, close }
}
