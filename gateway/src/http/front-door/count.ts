// How many requests come from which client, how they end, and how long they take.
import type { Metrics } from '@ticketing/service-kit'
import type { Step } from '../exchange.js'

const ROUTES = ['/graphql', '/files', '/webhooks', '/playground']
const MAX_CLIENTS = 50

// Clients name themselves: without a bound anybody could grow the metrics for ever.
function createClientLabels(): (name: string | null) => string {
  const known = new Set<string>()
  return (name) => {
    const client = name?.split('@')[0] ?? 'unnamed'
    if (known.size < MAX_CLIENTS) known.add(client)
    return known.has(client) ? client : 'other'
  }
}

export function countRequests(metrics: Metrics, now: () => number): Step {
  const requests = metrics.counter('gateway_requests_total', 'Requests answered.', [
    'route',
    'client',
    'status',
  ])
  const seconds = metrics.histogram('gateway_request_seconds', 'Time until the answer is sent.', ['route'])
  const labelOf = createClientLabels()
  return ({ request, response, call }) => {
    const route = ROUTES.find((prefix) => request.url?.startsWith(prefix)) ?? 'other'
    const started = now()
    response.once('close', () => {
      const status = response.writableFinished ? String(response.statusCode) : 'gone'
      requests.inc({ route, client: labelOf(call.clientName), status })
      seconds.observe({ route }, (now() - started) / 1000)
    })
  }
}
