// Equal GETs of one caller that are under way at the same time share one answer (its bytes: each parses its own).
import { createPassing } from '../passing.js'
import { endWait, newWait, type Wait } from '../wait.js'
import type { Send, WireAnswer, WireRequest } from '../wire.js'

interface Flight {
  readonly answer: Promise<WireAnswer>
  /** Its own: whoever leaves, the others stay. */
  readonly wait: Wait
  waiting: number
}

export function withSingleFlight(next: Send, { onShared }: { onShared: (route: string) => void }): Send {
  const flights = createPassing<Flight>()

  const takeOff = (key: string, request: WireRequest): Flight => {
    const wait = newWait()
    const flight: Flight = { answer: next(request, wait), wait, waiting: 0 }
    const land = () => flights.remove(key, flight)
    flight.answer.then(land, land)
    flights.add(key, flight)
    return flight
  }
  const join = (key: string, flight: Flight, wait: Wait): Promise<WireAnswer> => {
    flight.waiting += 1
    wait.onEnd = (reason) => {
      flight.waiting -= 1
      if (flight.waiting > 0) return
      flights.remove(key, flight)
      endWait(flight.wait, reason)
    }
    return flight.answer
  }

  return (request, wait) => {
    const key = request.flightKey
    // Nobody may join a read that began before a command ended: it could show the state before it.
    if (key === null) return next(request, wait).finally(() => flights.clear())
    const underWay = flights.get(key)
    if (underWay !== undefined) onShared(request.route)
    return join(key, underWay ?? takeOff(key, request), wait)
  }
}
