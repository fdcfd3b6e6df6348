// How long anybody waits for the answer; every hop behind gets what is left of it.
import type { Step } from '../exchange.js'

export function setDeadline(milliseconds: number, now: () => number): Step {
  return ({ call }) => {
    call.deadline = now() + milliseconds
  }
}

/** Ends the work when the deadline has come. Not for files: how long they take is up to the client. */
export function endAtDeadline(now: () => number): Step {
  return (exchange) => {
    const { call, response, stop, atEnd } = exchange
    // Where a command has ended after its client left, nothing else keeps the process from ending.
    const timer = setTimeout(() => stop.abort(), call.deadline - now()).unref()
    atEnd.push(() => {
      // What outlives its client still has to end.
      if (response.writableEnded || !exchange.outlivesClient) clearTimeout(timer)
    })
  }
}
