// How many requests come from which client, how they end, and how long they take.
import type { Metrics } from '@ticketing/service-kit'
import type { Step } from '../exchange.js'

const ROUTES = ['/graphql', '/files', '/webhooks', '/playground']
const MAX_CLIENTS = 50

const routeOf = (url = ''): string => ROUTES.find((prefix) => url.startsWith(prefix)) ?? 'other'

// Clients name themselves: without a bound anybody could grow the metrics for ever.
function createClientLabels(): (name: string | null) => string {
  const known = new Set<string>()
  return (name) => {
    if (name === null) return 'unnamed'
    const version = name.indexOf('@')
    const client = version === -1 ? name : name.slice(0, version)
    if (known.size < MAX_CLIENTS) known.add(client)
    return known.has(client) ? client : 'other'
  }
}

/** Looks each thing up once: names, labels and statuses are few. */
function once<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    return value
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
  const countersOf = once((route) =>
    once((client) => once((status) => requests.labels({ route, client, status }))),
  )
  const timerOf = once((route) => seconds.labels({ route }))
  return ({ request, response, call, atEnd }) => {
    const route = routeOf(request.url)
    const started = now()
    atEnd.push(() => {
      const status = response.writableFinished ? String(response.statusCode) : 'gone'
      countersOf(route)(labelOf(call.clientName))(status).inc()
      timerOf(route).observe((now() - started) / 1000)
    })
  }
}
