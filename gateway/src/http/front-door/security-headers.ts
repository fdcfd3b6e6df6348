// Nothing that we send is to be guessed at, framed, or told about to other sites.
import type { Step } from '../exchange.js'

export const secureAnswer: Step = ({ response }) => {
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('referrer-policy', 'no-referrer')
  response.setHeader('x-frame-options', 'DENY')
}
