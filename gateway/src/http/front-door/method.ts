// The methods that /graphql knows. OPTIONS without an Origin is no preflight: it is told what is allowed.
import type { Step } from '../exchange.js'
import { Refusal } from '../refusal.js'

const ALLOWED = 'GET, POST, OPTIONS'

export function allowMethods(): Step {
  return ({ request, response }) => {
    if (request.method === 'GET' || request.method === 'POST') return
    if (request.method === 'OPTIONS') return response.writeHead(204, { allow: ALLOWED }).end()
    throw new Refusal('BAD_USER_INPUT', 405, 'Only GET and POST are possible here.', {
      headers: { allow: ALLOWED },
    })
  }
}
