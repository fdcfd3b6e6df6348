// The methods that /graphql knows. OPTIONS without an Origin is no preflight: it is told what is allowed.
import { type Step, setHeaders } from '../exchange.js'
import { Refusal } from '../refusal.js'

const ALLOWED = 'GET, HEAD, POST, OPTIONS'

export function allowMethods(): Step {
  return (exchange) => {
    const { method } = exchange.request
    if (method === 'POST' || method === 'GET' || method === 'HEAD') return
    if (method === 'OPTIONS') {
      setHeaders(exchange)
      return void exchange.response.writeHead(204, { allow: ALLOWED }).end()
    }
    throw new Refusal('BAD_USER_INPUT', 405, 'Only GET and POST are possible here.', {
      headers: { allow: ALLOWED },
    })
  }
}
