// Nobody waits for a subgraph longer than the request may take, nor for a query whose client has left.
import { setMaxListeners } from 'node:events'
import { isCommand, type SubgraphRequest, type SubgraphTransport } from './subgraph-transport.js'
import { SubgraphUnavailable } from './subgraph-unavailable.js'

/** Aborts at the deadline; for a query also when the client goes away. A command is waited for, whoever leaves. */
function patience({ document, call }: SubgraphRequest, now: () => number) {
  const expired = new AbortController()
  const timer = setTimeout(() => expired.abort(), Math.max(0, call.deadline - now()))
  const signal = isCommand(document) ? expired.signal : AbortSignal.any([expired.signal, call.signal])
  // Each call to the backend listens while it runs, and one request may make many.
  setMaxListeners(0, signal)
  return { signal, end: () => clearTimeout(timer) }
}

/** What the subgraph gets as `call.signal` ends with the deadline too. */
export function withDeadline(
  name: string,
  transport: SubgraphTransport,
  now: () => number,
): SubgraphTransport {
  return {
    async execute(request) {
      const { signal, end } = patience(request, now)
      const givenUp = new Promise<never>((_resolve, reject) => {
        const give = () =>
          reject(new SubgraphUnavailable(name, request, { reason: 'no answer in time', maybeSent: true }))
        if (signal.aborted) give()
        else signal.addEventListener('abort', give, { once: true })
      })
      try {
        return await Promise.race([
          transport.execute({ ...request, call: { ...request.call, signal } }),
          givenUp,
        ])
      } finally {
        end()
      }
    },
  }
}
