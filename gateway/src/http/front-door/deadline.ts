// How long anybody waits for the answer; every hop behind gets what is left of it.
import type { Step } from '../exchange.js'

export function setDeadline(milliseconds: number, now: () => number): Step {
  return ({ call }) => {
    call.deadline = now() + milliseconds
  }
}
