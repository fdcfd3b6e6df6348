// How long anybody waits for the answer; every hop behind gets what is left of it.
import type { Step } from '../exchange.js'

export function setDeadline(milliseconds: number, now: () => number): Step {
  return ({ call }) => {
    call.deadline = now() + milliseconds
  }
}

/** Ends the work when the deadline has come. Not for files: how long they take is up to the client. */
export function endAtDeadline(now: () => number): Step {
  return ({ call, stop, atEnd }) => {
    const timer = setTimeout(() => stop.abort(), call.deadline - now())
    atEnd.push(() => clearTimeout(timer))
  }
}
