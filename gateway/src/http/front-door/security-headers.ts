// Nothing that we send is to be guessed at, framed, or told about to other sites.
import type { Step } from '../exchange.js'

export const secureAnswer: Step = ({ headers }) => {
  headers.push(
    'x-content-type-options',
    'nosniff',
    'referrer-policy',
    'no-referrer',
    'x-frame-options',
    'DENY',
  )
}
