// Nobody waits for a subgraph longer than `call.signal` says: until the deadline, and for a query until its client has
// left.
import type { SubgraphTransport } from './subgraph-transport.js'
import { SubgraphUnavailable } from './subgraph-unavailable.js'

const NO_ANSWER = 'no answer in time, or nobody waits for it'

/** The subgraph is told by the same signal; here it is not relied on to listen. */
export function withDeadline(name: string, transport: SubgraphTransport): SubgraphTransport {
  return {
    ...transport,
    execute(request) {
      const { signal } = request.call
      return new Promise((resolve, reject) => {
        const giveUp = (maybeSent: boolean) =>
          reject(new SubgraphUnavailable(name, request, { reason: NO_ANSWER, maybeSent }))
        if (signal.aborted) return giveUp(false)
        const onAbort = () => giveUp(true)
        signal.addEventListener('abort', onAbort)
        const end = () => signal.removeEventListener('abort', onAbort)
        transport.execute(request).then(
          (result) => {
            end()
            resolve(result)
          },
          (fault) => {
            end()
            reject(fault)
          },
        )
      })
    },
  }
}
