// What subgraphs over HTTP get of the client's own headers: nothing but what the operator has named.
import type { Step } from '../exchange.js'

/** `names` in lower case. */
export function forwardHeaders(names: readonly string[]): Step {
  if (names.length === 0) return () => {}
  return ({ request, call }) => {
    const forwarded: Record<string, string | string[]> = {}
    for (const name of names) {
      const value = request.headers[name]
      if (value !== undefined) forwarded[name] = value
    }
    call.forwardedHeaders = forwarded
  }
}
